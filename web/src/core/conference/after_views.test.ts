import { expect, test } from 'vitest';
import { pointsOf, thousandths } from './after_views';

test('the points of a conclusion, numbered or not', () => {
  const text = '1. Rà soát tổ chức.\n\n2) Bồi dưỡng cán bộ xã.\n– Báo cáo trước 30/12.\nKết thúc';
  expect(pointsOf(text)).toEqual([
    { place: 1, text: 'Rà soát tổ chức.' },
    { place: 2, text: 'Bồi dưỡng cán bộ xã.' },
    { place: 3, text: 'Báo cáo trước 30/12.' },
    { place: 4, text: 'Kết thúc' },
  ]);
  expect(pointsOf(' \n ')).toEqual([]);
  // A year at the start of a sentence is no number of a point.
  expect(pointsOf('2026 là năm bản lề.')).toEqual([{ place: 1, text: '2026 là năm bản lề.' }]);
});

test('amounts as people write them', () => {
  expect(thousandths('97,5')).toBe(97_500);
  expect(thousandths('97.5')).toBe(97_500);
  expect(thousandths(' 100 ')).toBe(100_000);
  expect(thousandths('')).toBe(0);
  for (const bad of ['-1', '1.000.000', 'abc', '1,2345']) expect(thousandths(bad), bad).toBeNull();
});
