import { expect, test } from 'vitest';
import { Seating, type Sitter } from './seating';

const people = (...ids: string[]): Sitter[] =>
  ids.map((id) => ({ id, local: id === 'me', hasScreen: false }));

const order = (seating: Seating, sitters: Sitter[]) => seating.seats(sitters).map((s) => s.key);

const none = new Set<string>();

test('who comes later sits later, who leaves leaves no gap', () => {
  const seating = new Seating();
  expect(order(seating, people('a', 'b'))).toEqual(['camera:a', 'camera:b']);
  expect(order(seating, people('b', 'c', 'a'))).toEqual(['camera:a', 'camera:b', 'camera:c']);
  expect(order(seating, people('b', 'c'))).toEqual(['camera:b', 'camera:c']);
});

test('shared screens come first', () => {
  const seating = new Seating();
  const sitters = [...people('a'), { id: 'b', local: false, hasScreen: true }];
  expect(order(seating, sitters)).toEqual(['screen:b', 'camera:a', 'camera:b']);
});

test('who speaks from the second page takes the seat of the longest silent', () => {
  const seating = new Seating();
  const sitters = people('a', 'b', 'c', 'd');
  seating.seats(sitters);
  seating.heardNow(['a'], 2, none);
  expect(seating.heardNow(['d'], 2, none)).toBe(true);
  expect(order(seating, sitters)).toEqual(['camera:a', 'camera:d', 'camera:c', 'camera:b']);
});

test('who speaks on the first page moves nobody', () => {
  const seating = new Seating();
  seating.seats(people('a', 'b', 'c'));
  expect(seating.heardNow(['b'], 2, none)).toBe(false);
});

test('oneself stays in place, and speakers do not push each other out', () => {
  const seating = new Seating();
  const sitters = people('me', 'b', 'c');
  seating.seats(sitters);
  expect(seating.heardNow(['b', 'c'], 2, new Set(['me']))).toBe(false);
  expect(seating.heardNow(['c'], 2, new Set(['me']))).toBe(true);
  expect(order(seating, sitters)).toEqual(['camera:me', 'camera:c', 'camera:b']);
});
