import { expect, test } from 'vitest';
import {
  beforeAt,
  newItem,
  plannedTimes,
  sittingMinutes,
  stepped,
  taken,
  totalMinutes,
  wayBack,
} from './programme_editing';
import type { ItemView } from './views';

const item = (id: number, minutes = 10): ItemView => ({
  item: id,
  spec: { ...newItem('contribution', `Tham luận ${id}`), planned_minutes: minutes },
  site: 0,
  status: 'planned',
  began: 0,
  ended: 0,
});

test('where an item goes', () => {
  expect(beforeAt([1, 2, 3], 1, 1)).toBe(3);
  expect(beforeAt([1, 2, 3], 1, 2)).toBe(0);
  expect(beforeAt([1, 2, 3], 3, 0)).toBe(1);
  expect(stepped([1, 2, 3], 2, -1)).toBe(1);
  expect(stepped([1, 2, 3], 2, 1)).toBe(0);
  expect(stepped([1, 2, 3], 1, 1)).toBe(3);
  expect(stepped([1, 2, 3], 1, -1)).toBeNull();
  expect(stepped([1, 2, 3], 3, 1)).toBeNull();
  expect(stepped([1, 2, 3], 9, 1)).toBeNull();
});

test('every change has its way back', () => {
  const before = [item(1), item(2), item(3)];
  const move = { command: 'item.move', body: { item: 1, before: 0 } } as const;
  expect(wayBack(move, before)).toEqual({ command: 'item.move', body: { item: 1, before: 2 } });
  const remove = { command: 'item.remove', body: { item: 3 } } as const;
  expect(wayBack(remove, before)).toEqual({
    command: 'item.add',
    body: { spec: before[2]?.spec, before: 0 },
  });
  const spec = newItem('break', 'Nghỉ');
  const change = { command: 'item.change', body: { item: 2, spec } } as const;
  expect(wayBack(change, before)).toEqual({
    command: 'item.change',
    body: { item: 2, spec: before[1]?.spec },
  });
  const gone = { command: 'item.remove', body: { item: 9 } } as const;
  expect(wayBack(gone, before)).toBeNull();
});

test('an added item is taken back by being the one that was not there', () => {
  const before = [item(1), item(2)];
  const add = { command: 'item.add', body: { spec: item(3).spec, before: 0 } } as const;
  const back = wayBack(add, before);
  expect(back && taken(back, [item(1), item(7), item(2)])).toEqual({
    command: 'item.remove',
    body: { item: 7 },
  });
  expect(back && taken(back, before)).toBeNull();
});

test('when items begin, over two sittings', () => {
  const kMinute = 60_000;
  const sittings = [
    { begins: 0, ends: 30 * kMinute },
    { begins: 100 * kMinute, ends: 160 * kMinute },
  ];
  const items = [item(1, 20), item(2, 20), item(3, 20)];
  expect(plannedTimes(items, sittings)).toEqual([0, 100 * kMinute, 120 * kMinute]);
  expect(totalMinutes(items)).toBe(60);
  expect(sittingMinutes(sittings)).toBe(90);
  expect(plannedTimes([item(1)], [])).toEqual([0]);
});
