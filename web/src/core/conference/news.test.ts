import { expect, test } from 'vitest';
import { isSame, moved, paragraphsOf, publicPath, textOf, type NewsContent } from './news';

const content: NewsContent = {
  title: 'Tin',
  lead: '',
  paragraphs: ['Một'],
  pictures: [{ picture: 1, caption: 'Ảnh' }],
};

test('paragraphs are parted by empty lines, and come back as they were', () => {
  expect(paragraphsOf('Một\nhai\n\n  \nBa\n\n')).toEqual(['Một\nhai', 'Ba']);
  expect(paragraphsOf(' ')).toEqual([]);
  expect(paragraphsOf(textOf(['Một', 'Hai']))).toEqual(['Một', 'Hai']);
});

test('the main item and a unit have addresses of their own', () => {
  expect(publicPath(4, { central: true, unit: 1 })).toBe('/news/4');
  expect(publicPath(4, { central: false, unit: 7 })).toBe('/news/4/units/7');
});

test('a change of words or pictures is one', () => {
  expect(isSame(content, { ...content, pictures: [{ picture: 1, caption: 'Ảnh' }] })).toBe(true);
  expect(isSame(content, { ...content, pictures: [] })).toBe(false);
  expect(isSame(content, { ...content, paragraphs: ['Hai'] })).toBe(false);
});

test('a picture moves by one place and not out of the list', () => {
  expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 2, -1)).toEqual([1, 3, 2]);
  expect(moved([1, 2, 3], 2, 1)).toEqual([1, 2, 3]);
});
