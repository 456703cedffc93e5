import { expect, test } from 'vitest';
import { folded, UnitTree, type UnitNode } from './unit_tree';

const node = (unit: number, parent: number, name: string, code = ''): UnitNode => ({
  unit,
  parent,
  name,
  code,
  level: '',
  second_superior: 0,
  mine: false,
});

const tree = new UnitTree([
  node(1, 0, 'Bộ Nội vụ', 'BNV'),
  node(2, 1, 'Uỷ ban tỉnh Đắk Lắk'),
  node(3, 1, 'Uỷ ban tỉnh Lào Cai'),
  node(4, 2, 'Xã Đắk Liêng'),
  node(5, 3, 'Xã Tả Phìn'),
]);

test('Vietnamese is found without its marks, composed or not', () => {
  expect(folded('Đắk Lắk')).toBe('dak lak');
  expect(folded('Đắk Lắk'.normalize('NFD'))).toBe('dak lak');
  expect(tree.search('dak').map((one) => one.unit)).toEqual([2, 4]);
  expect(tree.search('xa dak').map((one) => one.unit)).toEqual([4]);
  expect(tree.search('bnv').map((one) => one.unit)).toEqual([1]);
  expect(tree.search('  ')).toEqual([]);
  expect(tree.search('u', 1)).toHaveLength(1);
});

test('branches, paths and roots', () => {
  expect(tree.branchOf(1).map((one) => one.unit)).toEqual([1, 2, 3, 4, 5]);
  expect(tree.branchOf(9)).toEqual([]);
  expect(tree.pathOf(4)).toBe('Uỷ ban tỉnh Đắk Lắk, Bộ Nội vụ');
  expect(tree.childrenOf(1).map((one) => one.unit)).toEqual([2, 3]);
  // Who sees a branch only has its top as the root.
  expect(new UnitTree([node(4, 2, 'X'), node(6, 4, 'Y')]).roots.map((one) => one.unit)).toEqual([
    4,
  ]);
});

test('a loop in what was sent does not hang the page', () => {
  const loop = new UnitTree([node(1, 2, 'A'), node(2, 1, 'B')]);
  expect(loop.pathOf(1).length).toBeGreaterThan(0);
});
