import type { Rectangle, Size } from './rectangle';

// A grid of equal tiles: as large as they get, between the narrowest and the widest shape allowed.
export interface GridRules {
  readonly gap: number;
  readonly widest: number; // width ÷ height of a tile
  readonly narrowest: number;
  // Below this width a tile no longer shows who it is, and what is left goes to the next page.
  readonly minTileWidth: number;
}

export const kMaxTiles = 49;

// A tile is filled by its picture, cropped at the sides if it must be: of a room full of people only
// a sixth, in an upright window more, or the tiles would be slits.
export function gridRules({ width, height }: Size): GridRules {
  const upright = height > width;
  return {
    gap: Math.min(width, height) < 500 ? 6 : 10,
    widest: 16 / 9,
    narrowest: upright ? 3 / 4 : 3 / 2,
    minTileWidth: width < 500 ? 104 : 132,
  };
}

interface Shape {
  readonly columns: number;
  readonly rows: number;
  readonly tile: Size;
}

export function grid(count: number, area: Size, rules = gridRules(area)): Rectangle[] {
  if (count <= 0 || area.width <= 0 || area.height <= 0) return [];
  return place(count, area, bestShape(Math.floor(count), area, rules), rules.gap);
}

// How many tiles one page of this size holds, at most 49.
export function gridCapacity(area: Size, rules = gridRules(area)): number {
  for (let count = kMaxTiles; count > 1; count--) {
    const { tile } = bestShape(count, area, rules);
    if (tile.width >= rules.minTileWidth) return count;
  }
  return 1;
}

function bestShape(count: number, area: Size, rules: GridRules): Shape {
  let best = shapeOf(1, count, area, rules);
  for (let columns = 2; columns <= count; columns++) {
    const shape = shapeOf(columns, count, area, rules);
    if (seenArea(shape.tile) > seenArea(best.tile)) best = shape;
  }
  return best;
}

// What is seen of a 16:9 picture that fills the tile: its area, less what is cropped away.
export function seenArea({ width, height }: Size): number {
  if (height <= 0) return 0;
  const shape = width / height / (16 / 9);
  return width * height * Math.min(shape, 1 / shape);
}

function shapeOf(columns: number, count: number, area: Size, rules: GridRules): Shape {
  const rows = Math.ceil(count / columns);
  const width = Math.max(0, (area.width - rules.gap * (columns - 1)) / columns);
  const height = Math.max(0, (area.height - rules.gap * (rows - 1)) / rows);
  return { columns, rows, tile: fit({ width, height }, rules) };
}

// The largest tile inside the cell whose shape is allowed.
function fit({ width, height }: Size, { widest, narrowest }: GridRules): Size {
  return {
    width: Math.min(width, height * widest),
    height: Math.min(height, width / narrowest),
  };
}

function place(count: number, area: Size, { columns, rows, tile }: Shape, gap: number) {
  const top = (area.height - rows * tile.height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index): Rectangle => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = (area.width - inRow * tile.width - (inRow - 1) * gap) / 2;
    return {
      x: left + (index % columns) * (tile.width + gap),
      y: top + row * (tile.height + gap),
      ...tile,
    };
  });
}
