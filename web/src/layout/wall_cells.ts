import type { Size } from './rectangle';

export interface WallCells {
  readonly columns: number;
  readonly rows: number;
  readonly count: number;
}

// Below this a thumbnail no longer shows whether somebody sits there.
const kMinWidth = 118;
const kGap = 6;
const kCaption = 22;

// How many thumbnails of 16:9 with a line of words below stand on one page of the wall.
export function wallCells({ width, height }: Size): WallCells {
  const columns = Math.max(1, Math.floor((width + kGap) / (kMinWidth + kGap)));
  const cell = (width - kGap * (columns - 1)) / columns;
  const tall = (cell * 9) / 16 + kCaption;
  const rows = Math.max(1, Math.floor((height + kGap) / (tall + kGap)));
  return { columns, rows, count: columns * rows };
}
