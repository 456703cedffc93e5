import { expect, test } from 'vitest';
import { UnitTree } from '../unit_tree';
import type { DeskSite } from './desk_views';
import { levelsOf, newSite, parentOf, siteLevelOf, withoutRoom } from './site_planning';

const node = (unit: number, parent: number, level: string) => ({
  unit,
  parent,
  level,
  name: `Đơn vị ${unit}`,
  code: '',
  second_superior: 0,
  mine: false,
});
const tree = new UnitTree([
  node(1, 0, 'centre'),
  node(2, 1, 'province'),
  node(3, 2, 'district'),
  node(4, 3, 'commune'),
  node(5, 1, 'province'),
]);
const site = (id: number, unit: number): DeskSite => ({
  site: id,
  spec: newSite(unit, '', 'province'),
  checked_in: false,
  ready: false,
  links: [],
});

test('a room counts up to the nearest unit above that has one', () => {
  const sites = [site(10, 1), site(11, 2)];
  expect(parentOf(tree, 4, sites)).toBe(11);
  expect(parentOf(tree, 5, sites)).toBe(10);
  expect(parentOf(tree, 1, sites)).toBe(0);
  expect(parentOf(tree, 99, sites)).toBe(0);
});

test('units of a branch without a room, by level', () => {
  const units = (levels: string[]) =>
    withoutRoom(tree, 1, new Set(levels), [site(10, 2)]).map((one) => one.unit);
  expect(units(['province'])).toEqual([5]);
  expect(units([])).toEqual([1, 5, 3, 4]);
  expect(levelsOf(tree, 2)).toEqual([
    { level: 'province', units: 1 },
    { level: 'district', units: 1 },
    { level: 'commune', units: 1 },
  ]);
});

test('three levels of rooms', () => {
  expect(['centre', 'department', 'province', 'district', 'commune'].map(siteLevelOf)).toEqual([
    'centre',
    'centre',
    'province',
    'commune',
    'commune',
  ]);
});
