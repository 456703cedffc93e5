import { gridRules } from './grid';
import type { Rectangle, Size } from './rectangle';

// One tile large, the others in a strip beside it (wide windows) or below it (upright ones).
export interface StageLayout {
  readonly stage: Rectangle;
  readonly strip: readonly Rectangle[];
}

const kStripShape = 16 / 9;
const kSideShare = 0.2;
const kBelowShare = 0.17;

export function stage(stripCount: number, area: Size): StageLayout {
  const whole: Rectangle = { x: 0, y: 0, width: area.width, height: area.height };
  if (stripCount <= 0 || area.width <= 0 || area.height <= 0) return { stage: whole, strip: [] };
  return isWide(area) ? besides(stripCount, area) : below(stripCount, area);
}

// How many tiles the strip shows at once.
export function stripCapacity(area: Size): number {
  const { gap } = gridRules(area);
  const tile = isWide(area) ? sideTile(area) : belowTile(area);
  const length = isWide(area) ? area.height : area.width;
  const step = (isWide(area) ? tile.height : tile.width) + gap;
  return Math.max(1, Math.floor((length + gap) / step));
}

const isWide = ({ width, height }: Size): boolean => width > height * 1.1;

function sideTile({ width, height }: Size): Size {
  // Never so tall that fewer than three fit.
  const wide = Math.min(Math.max(width * kSideShare, 140), (height / 3.2) * kStripShape);
  return { width: wide, height: wide / kStripShape };
}

// Three beside each other on a phone.
function belowTile({ width, height }: Size): Size {
  const { gap } = gridRules({ width, height });
  const wide = Math.min((width - 2 * gap) / 3, height * kBelowShare * kStripShape);
  return { width: wide, height: wide / kStripShape };
}

function besides(count: number, area: Size): StageLayout {
  const { gap } = gridRules(area);
  const tile = sideTile(area);
  const shown = Math.min(count, stripCapacity(area));
  const x = area.width - tile.width;
  const top = (area.height - shown * tile.height - (shown - 1) * gap) / 2;
  return {
    stage: { x: 0, y: 0, width: x - gap, height: area.height },
    strip: Array.from({ length: shown }, (_, i) => ({
      x,
      y: top + i * (tile.height + gap),
      ...tile,
    })),
  };
}

function below(count: number, area: Size): StageLayout {
  const { gap } = gridRules(area);
  const tile = belowTile(area);
  const shown = Math.min(count, stripCapacity(area));
  const y = area.height - tile.height;
  const left = (area.width - shown * tile.width - (shown - 1) * gap) / 2;
  return {
    stage: { x: 0, y: 0, width: area.width, height: y - gap },
    strip: Array.from({ length: shown }, (_, i) => ({
      x: left + i * (tile.width + gap),
      y,
      ...tile,
    })),
  };
}
