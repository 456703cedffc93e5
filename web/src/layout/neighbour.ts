import type { Rectangle } from './rectangle';

export type Direction = 'left' | 'right' | 'up' | 'down';

// The tile to which an arrow key leads: the nearest one on that side, straight ahead before askew.
export function neighbour(
  places: readonly Rectangle[],
  from: number,
  direction: Direction,
): number | null {
  const start = places[from];
  if (!start) return places.length > 0 ? 0 : null;
  let best: number | null = null;
  let bestCost = Infinity;
  for (const [index, place] of places.entries()) {
    const cost = index === from ? Infinity : costOf(start, place, direction);
    if (cost >= bestCost) continue;
    best = index;
    bestCost = cost;
  }
  return best;
}

const kAskew = 3;

function costOf(from: Rectangle, to: Rectangle, direction: Direction): number {
  const dx = to.x + to.width / 2 - (from.x + from.width / 2);
  const dy = to.y + to.height / 2 - (from.y + from.height / 2);
  const [ahead, aside] = along(dx, dy, direction);
  return ahead < 1 ? Infinity : ahead + kAskew * Math.abs(aside);
}

function along(dx: number, dy: number, direction: Direction): [number, number] {
  switch (direction) {
    case 'left':
      return [-dx, dy];
    case 'right':
      return [dx, dy];
    case 'up':
      return [-dy, dx];
    case 'down':
      return [dy, dx];
  }
}
