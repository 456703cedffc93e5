import { describe, expect, test } from 'vitest';
import { arrange } from './arrange';
import { grid, gridCapacity, gridRules, kMaxTiles, seenArea } from './grid';
import { neighbour } from './neighbour';
import { areaOf, overlap, type Rectangle, type Size } from './rectangle';
import { stage, stripCapacity } from './stage';

const screens: readonly [string, Size][] = [
  ['phone', { width: 344, height: 560 }],
  ['phone on its side', { width: 780, height: 260 }],
  ['tablet', { width: 800, height: 1000 }],
  ['laptop', { width: 1350, height: 590 }],
  ['desk', { width: 1416, height: 770 }],
  ['wall', { width: 3800, height: 1980 }],
  ['tower', { width: 400, height: 2000 }],
];

const counts = Array.from({ length: kMaxTiles }, (_, index) => index + 1);

function expectSound(places: readonly Rectangle[], area: Size): void {
  const slack = 0.01;
  for (const [index, place] of places.entries()) {
    expect(place.width).toBeGreaterThan(0);
    expect(place.height).toBeGreaterThan(0);
    expect(place.x).toBeGreaterThanOrEqual(-slack);
    expect(place.y).toBeGreaterThanOrEqual(-slack);
    expect(place.x + place.width).toBeLessThanOrEqual(area.width + slack);
    expect(place.y + place.height).toBeLessThanOrEqual(area.height + slack);
    for (const other of places.slice(index + 1)) expect(overlap(place, other)).toBe(false);
  }
}

describe.each(screens)('grid on a %s', (_, area) => {
  test('1 to 49 tiles lie inside, apart, in an allowed shape', () => {
    const { widest, narrowest } = gridRules(area);
    for (const count of counts) {
      const places = grid(count, area);
      expect(places).toHaveLength(count);
      expectSound(places, area);
      for (const { width, height } of places) {
        expect(width / height).toBeLessThanOrEqual(widest + 0.001);
        expect(width / height).toBeGreaterThanOrEqual(narrowest - 0.001);
      }
    }
  });

  test('tiles are all of one size and never show more as more come', () => {
    let last = Infinity;
    for (const count of counts) {
      const places = grid(count, area);
      expect(new Set(places.map(({ width }) => width.toFixed(3))).size).toBe(1);
      const size = seenArea(places[0] ?? area);
      expect(size).toBeLessThanOrEqual(last * 1.0001);
      last = size;
    }
  });

  test('a page holds what can still be told apart', () => {
    const capacity = gridCapacity(area);
    const tile = grid(capacity, area)[0];
    expect(capacity).toBeGreaterThanOrEqual(1);
    expect(tile?.width).toBeGreaterThanOrEqual(gridRules(area).minTileWidth);
  });

  test('a stage takes the larger part, its strip what is left', () => {
    for (const count of [0, 1, 2, 7, 48]) {
      const layout = stage(count, area);
      expectSound([layout.stage, ...layout.strip], area);
      expect(layout.strip).toHaveLength(Math.min(count, stripCapacity(area)));
      expect(areaOf(layout.stage)).toBeGreaterThan(areaOf(area) * 0.5);
    }
  });
});

test('a desk shows 49 at once, in seven rows of seven', () => {
  const area = { width: 1416, height: 770 };
  expect(gridCapacity(area)).toBe(49);
  expect(new Set(grid(49, area).map(({ y }) => y.toFixed(1))).size).toBe(7);
});

test('an incomplete last row stands in the middle', () => {
  const area = { width: 1600, height: 900 };
  const [, , third] = grid(3, area);
  expect(third && third.x + third.width / 2).toBeCloseTo(area.width / 2);
});

test('nothing is laid out in no space', () => {
  expect(grid(4, { width: 0, height: 0 })).toEqual([]);
  expect(grid(0, { width: 100, height: 100 })).toEqual([]);
  expect(stage(3, { width: 0, height: 0 }).strip).toEqual([]);
});

describe('arrange', () => {
  const area = { width: 1416, height: 770 };
  const keys = Array.from({ length: 60 }, (_, index) => `camera:${index}`);

  test('60 tiles make two pages; a page out of range is brought back', () => {
    const first = arrange(keys, null, area, 0);
    expect(first.pages).toBe(2);
    expect(first.placed).toHaveLength(49);
    const last = arrange(keys, null, area, 9);
    expect(last.page).toBe(1);
    expect(last.placed.map(({ key }) => key)).toEqual(keys.slice(49));
  });

  test('the staged tile is on every page, and once', () => {
    for (const page of [0, 1, 2]) {
      const { placed } = arrange(keys, 'camera:5', area, page);
      expect(placed.filter(({ key }) => key === 'camera:5')).toHaveLength(1);
      expect(placed[0]).toMatchObject({ key: 'camera:5', staged: true });
    }
  });

  test('a stage for someone who has left is none', () => {
    expect(arrange(['camera:1'], 'camera:9', area, 0).placed).toMatchObject([{ staged: false }]);
  });
});

describe('arrow keys', () => {
  const places = grid(9, { width: 1600, height: 900 });

  test('lead to the tile on that side', () => {
    expect(neighbour(places, 4, 'left')).toBe(3);
    expect(neighbour(places, 4, 'right')).toBe(5);
    expect(neighbour(places, 4, 'up')).toBe(1);
    expect(neighbour(places, 4, 'down')).toBe(7);
  });

  test('lead nowhere past the edge', () => {
    expect(neighbour(places, 0, 'left')).toBeNull();
    expect(neighbour(places, 8, 'down')).toBeNull();
    expect(neighbour([], 0, 'down')).toBeNull();
  });

  test('reach every tile of a staged layout', () => {
    const { stage: large, strip } = stage(4, { width: 1600, height: 900 });
    const all = [large, ...strip];
    const reached = new Set([0]);
    for (let round = 0; round < 6; round++) {
      for (const from of [...reached]) {
        for (const direction of ['left', 'right', 'up', 'down'] as const) {
          const to = neighbour(all, from, direction);
          if (to !== null) reached.add(to);
        }
      }
    }
    expect(reached.size).toBe(all.length);
  });
});
