import { expect, test } from 'vitest';
import { isLineTrouble, linesOf, lineStateOf } from './lines';
import type { WallTile } from './views';

const tile = (site: number, part: Partial<WallTile> = {}): WallTile => ({
  site,
  name: `Điểm cầu ${site}`,
  unit: site,
  level: 'province',
  region: '',
  parent: 0,
  checked_in: true,
  line_lost: false,
  heads: 10,
  hands: 0,
  microphone: false,
  on_air: false,
  muted: false,
  talkback: false,
  ready: true,
  sound: true,
  incidents: 0,
  ...part,
});

test('worst first, then by name as people count', () => {
  const wall = [
    tile(10),
    tile(2),
    tile(3, { checked_in: false, sound: false }),
    tile(4, { incidents: 1 }),
    tile(5, { line_lost: true, incidents: 1 }),
    tile(6, { sound: false }),
    tile(7, { muted: true }),
  ];
  const lines = linesOf(wall, 'in_session', 'vi-VN');
  expect(lines.map((line) => line.tile.site)).toEqual([5, 6, 4, 3, 7, 2, 10]);
  expect(lines.filter((line) => isLineTrouble(line.state))).toHaveLength(3);
});

test('before it opens, who has not been checked comes before who has', () => {
  expect(lineStateOf(tile(1, { ready: false }), 'convened')).toBe('unchecked');
  expect(lineStateOf(tile(1, { ready: false }), 'in_session')).toBe('good');
  expect(lineStateOf(tile(1, { talkback: true }), 'in_session')).toBe('talkback');
});
