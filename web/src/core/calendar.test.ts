import { expect, test } from 'vitest';
import { fromLocalInput, isOnDay, localInput, monthAfter, monthOf, weeksOf } from './calendar';

test('November 2026 begins on a Sunday', () => {
  const weeks = weeksOf({ year: 2026, month: 10 });
  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.map((day) => day.day)).toEqual([26, 27, 28, 29, 30, 31, 1]);
  expect(weeks[0]?.map((day) => day.inside).filter(Boolean)).toHaveLength(1);
  expect(weeks.flat().filter((day) => day.inside)).toHaveLength(30);
});

test('from one year into the next, and the days of a leap year', () => {
  expect(monthAfter({ year: 2026, month: 11 }, 1)).toEqual({ year: 2027, month: 0 });
  expect(monthAfter({ year: 2026, month: 0 }, -1)).toEqual({ year: 2025, month: 11 });
  const february = weeksOf({ year: 2028, month: 1 }).flat();
  expect(february.filter((day) => day.inside)).toHaveLength(29);
});

test('times of fields are times of the place', () => {
  const at = new Date(2026, 10, 3, 8, 5).getTime();
  expect(localInput(at)).toBe('2026-11-03T08:05');
  expect(fromLocalInput(localInput(at))).toBe(at);
  expect(localInput(0)).toBe('');
  expect(fromLocalInput('')).toBe(0);
  expect(monthOf(at)).toEqual({ year: 2026, month: 10 });
  expect(isOnDay(at, { year: 2026, month: 10, day: 3, inside: true })).toBe(true);
  expect(isOnDay(at, { year: 2026, month: 10, day: 4, inside: true })).toBe(false);
});
