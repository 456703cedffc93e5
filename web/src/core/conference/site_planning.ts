import type { UnitNode, UnitTree } from '../unit_tree';
import type { DeskSite, SiteSpec } from './desk_views';
import type { SiteLevel } from './views';

// Rooms out of units: what a room is called, at which level it stands, what it counts up to.

// Levels of units are the organisation's own words; a room knows three.
export function siteLevelOf(level: string): SiteLevel {
  if (level === 'centre' || level === 'department') return 'centre';
  return level === 'province' ? 'province' : 'commune';
}

export const newSite = (unit: number, name: string, level: SiteLevel): SiteSpec => ({
  unit,
  name,
  level,
  region: '',
  parent: 0,
  expected: 0,
  weight: 1,
  chair: 0,
  chair_post: 0,
});

// The room of the nearest unit above that has one: its roll call takes this one's in.
export function parentOf(tree: UnitTree, unit: number, sites: readonly DeskSite[]): number {
  const rooms = new Map(sites.map((one) => [one.spec.unit, one.site]));
  let at = tree.find(unit)?.parent ?? 0;
  for (let depth = 0; at !== 0 && depth < 32; depth++) {
    const room = rooms.get(at);
    if (room !== undefined) return room;
    at = tree.find(at)?.parent ?? 0;
  }
  return 0;
}

// Units of a branch that could have a room and have none yet.
export function withoutRoom(
  tree: UnitTree,
  branch: number,
  levels: ReadonlySet<string>,
  sites: readonly DeskSite[],
): UnitNode[] {
  const taken = new Set(sites.map((one) => one.spec.unit));
  return tree
    .branchOf(branch)
    .filter((node) => !taken.has(node.unit) && (levels.size === 0 || levels.has(node.level)));
}

// The levels of a branch from the top, each with how many units are at it.
export function levelsOf(tree: UnitTree, branch: number): { level: string; units: number }[] {
  const counts = new Map<string, number>();
  for (const node of tree.branchOf(branch)) {
    counts.set(node.level, (counts.get(node.level) ?? 0) + 1);
  }
  return [...counts].map(([level, units]) => ({ level, units }));
}
