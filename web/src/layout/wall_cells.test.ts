import { expect, test } from 'vitest';
import { wallCells } from './wall_cells';

test('a page of the wall fits into its area, and thumbnails stay recognisable', () => {
  for (const width of [320, 1264, 1904, 3800]) {
    for (const height of [60, 190, 330, 900]) {
      const { columns, rows, count } = wallCells({ width, height });
      const cell = (width - 6 * (columns - 1)) / columns;
      expect(cell).toBeGreaterThanOrEqual(118);
      expect(count).toBe(columns * rows);
      const used = rows * ((cell * 9) / 16 + 22) + 6 * (rows - 1);
      if (rows > 1) expect(used).toBeLessThanOrEqual(height);
    }
  }
});

test('nothing is shown before there is space, but never no cell at all', () => {
  expect(wallCells({ width: 0, height: 0 })).toEqual({ columns: 1, rows: 1, count: 1 });
});
