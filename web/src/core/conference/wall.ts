import { fold } from '../person';
import { sameMembers, Store, type Readable } from '../store';
import type { WallTile } from './views';

// The wall: which sites are shown and in what order. Each tile hears only its own values.

export type WallOnly = 'all' | 'hands' | 'trouble' | 'unseen';
export type WallOrder = 'region' | 'name' | 'level';

export interface WallChoice {
  readonly only: WallOnly;
  readonly order: WallOrder;
  readonly find: string;
}

export const wholeWall: WallChoice = { only: 'all', order: 'region', find: '' };

export const isTrouble = (tile: WallTile): boolean =>
  tile.line_lost || tile.incidents > 0 || (tile.checked_in && !tile.sound);

const levels: Readonly<Record<WallTile['level'], number>> = { centre: 0, province: 1, commune: 2 };

// The ids of the sites to be shown. `seen` are those that were looked at already.
export function arrangeWall(
  tiles: readonly WallTile[],
  { only, order, find }: WallChoice,
  seen: ReadonlySet<number>,
  locale: string,
): number[] {
  const words = fold(find.trim());
  const wanted = (tile: WallTile) => {
    if (words && !fold(tile.name).includes(words)) return false;
    if (only === 'hands') return tile.hands > 0;
    if (only === 'trouble') return isTrouble(tile);
    if (only === 'unseen') return tile.checked_in && !seen.has(tile.site);
    return true;
  };
  const collator = new Intl.Collator(locale, { numeric: true });
  const byName = (a: WallTile, b: WallTile) => collator.compare(a.name, b.name) || a.site - b.site;
  const byLevel = (a: WallTile, b: WallTile) => levels[a.level] - levels[b.level];
  const centreFirst = (a: WallTile, b: WallTile) =>
    Number(b.level === 'centre') - Number(a.level === 'centre');
  const orders: Record<WallOrder, (a: WallTile, b: WallTile) => number> = {
    name: byName,
    level: (a, b) => byLevel(a, b) || byName(a, b),
    region: (a, b) =>
      centreFirst(a, b) || collator.compare(a.region, b.region) || byLevel(a, b) || byName(a, b),
  };
  return tiles
    .filter(wanted)
    .sort(orders[order])
    .map((tile) => tile.site);
}

// The values of each site, told only to who shows that site.
export class WallTiles {
  private readonly tiles = new Map<number, Store<WallTile | null>>();

  tile(site: number): Readable<WallTile | null> {
    return this.slot(site);
  }

  replace(tiles: readonly WallTile[]): void {
    const present = new Set<number>();
    for (const tile of tiles) {
      present.add(tile.site);
      this.slot(tile.site).set(tile);
    }
    for (const [site, slot] of this.tiles) if (!present.has(site)) slot.set(null);
  }

  private slot(site: number): Store<WallTile | null> {
    let slot = this.tiles.get(site);
    if (!slot) {
      slot = new Store<WallTile | null>(
        null,
        (a, b) => a === b || (!!a && !!b && sameMembers(a, b)),
      );
      this.tiles.set(site, slot);
    }
    return slot;
  }
}
