import { expect, test } from 'vitest';
import { parseMe } from '../../protocol/office_api';
import { judgeLine, judgeSound, nextStep, passed } from './readiness';
import { hasDisplay, placeIn, soundOwner } from './room_place';
import type { Readiness, SiteView } from './views';

test('a voice is judged by how often it stands in the zone', () => {
  expect(judgeSound([0.1, 0.7, 0.2, 0.65])).toBe('good');
  expect(judgeSound([...Array.from({ length: 30 }, () => 0.2), 0.7])).toBe('weak');
  expect(judgeSound([0.35, 0.1])).toBe('weak');
  expect(judgeSound([0.05, 0.02])).toBe('failed');
  expect(judgeSound([])).toBe('failed');
});

test('a line is judged by its quality', () => {
  expect(judgeLine('excellent')).toBe('good');
  expect(judgeLine('poor')).toBe('weak');
  expect(judgeLine('lost')).toBe('failed');
  expect(judgeLine('unknown')).toBe('unknown');
});

test('the check goes on at the first step that has not passed', () => {
  const results = (...outcomes: Readiness[]) =>
    outcomes.map((outcome) => ({ outcome, detail: '' }));
  expect(nextStep(results('good', 'weak', 'failed', 'good', 'good'), 5)).toBe(2);
  expect(nextStep(results('good', 'weak', 'good', 'good', 'good'), 5)).toBe(5);
  expect(passed(undefined)).toBe(false);
});

const view = (change: Partial<SiteView>): SiteView =>
  ({ sound: 0, devices: [], ...change }) as unknown as SiteView;

test('who owns the sound', () => {
  const me = parseMe({ rooms: [{ conference: 4, site: 7, device: 2, role: 'sound' }] });
  const place = placeIn(me, 4, 7);
  expect(placeIn(me, 4, 8)).toBeNull();
  expect(soundOwner(place, view({ sound: 2 }))).toBe('us');
  expect(soundOwner(place, view({ sound: 0 }))).toBe('nobody');
  expect(soundOwner(place, view({ sound: 3 }))).toBe('other');
  expect(soundOwner(null, view({ sound: 3 }))).toBe('not_ours');
});

test('a display that has left is none', () => {
  const device = { device: 1, role: 'display' as const, here: true };
  expect(hasDisplay(view({ devices: [device] }))).toBe(true);
  expect(hasDisplay(view({ devices: [{ ...device, here: false }] }))).toBe(false);
});
