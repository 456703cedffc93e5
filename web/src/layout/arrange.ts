import { grid, gridCapacity } from './grid';
import type { Rectangle, Size } from './rectangle';
import { stage, stripCapacity } from './stage';

export interface Placed {
  readonly key: string;
  readonly place: Rectangle;
  readonly staged: boolean;
}

export interface Arrangement {
  readonly placed: readonly Placed[];
  readonly page: number;
  readonly pages: number;
}

// Puts the tiles that fit into the area; `page` is brought into range.
export function arrange(
  keys: readonly string[],
  staged: string | null,
  area: Size,
  page: number,
): Arrangement {
  const onStage = staged !== null && keys.includes(staged) ? staged : null;
  const others = onStage === null ? keys : keys.filter((key) => key !== onStage);
  const capacity = pageSize(onStage !== null, area);
  const pages = Math.max(1, Math.ceil(others.length / capacity));
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = others.slice(at * capacity, (at + 1) * capacity);
  const placed = onStage === null ? inGrid(shown, area) : withStage(onStage, shown, area);
  return { placed, page: at, pages };
}

export function pageSize(hasStage: boolean, area: Size): number {
  return hasStage ? stripCapacity(area) : gridCapacity(area);
}

function inGrid(keys: readonly string[], area: Size): Placed[] {
  return pair(keys, grid(keys.length, area));
}

function withStage(staged: string, keys: readonly string[], area: Size): Placed[] {
  const layout = stage(keys.length, area);
  return [{ key: staged, place: layout.stage, staged: true }, ...pair(keys, layout.strip)];
}

function pair(keys: readonly string[], places: readonly Rectangle[]): Placed[] {
  return keys.flatMap((key, index) => {
    const place = places[index];
    return place ? [{ key, place, staged: false }] : [];
  });
}
