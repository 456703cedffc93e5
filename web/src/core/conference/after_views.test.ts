import { expect, test } from 'vitest';
import { pointsOf } from './after_views';

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
