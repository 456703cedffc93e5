// The tree of units as a list that is seen: thousands of units, few of them open.
import { fold } from '../person';
import type { UnitLine } from './units';

export interface TreeRow {
  readonly unit: UnitLine;
  readonly depth: number; // from 1, as a tree tells a reader
  readonly children: number;
  readonly open: boolean;
  readonly place: number; // among its siblings, from 1
  readonly of: number;
}

export class UnitTree {
  readonly byId = new Map<number, UnitLine>();
  private readonly below = new Map<number, UnitLine[]>();

  // Parents first, siblings in their order.
  constructor(units: readonly UnitLine[]) {
    for (const unit of units) this.byId.set(unit.unit, unit);
    for (const unit of units) {
      const parent = this.byId.has(unit.parent) ? unit.parent : 0;
      const list = this.below.get(parent);
      if (list) list.push(unit);
      else this.below.set(parent, [unit]);
    }
  }

  childrenOf(unit: number): readonly UnitLine[] {
    return this.below.get(unit) ?? [];
  }

  get roots(): readonly UnitLine[] {
    return this.childrenOf(0);
  }

  parentOf(unit: number): number {
    const parent = this.byId.get(unit)?.parent ?? 0;
    return this.byId.has(parent) ? parent : 0;
  }

  // From the highest to the one above it.
  over(unit: number): number[] {
    const path: number[] = [];
    for (let at = this.parentOf(unit); at !== 0 && !path.includes(at); at = this.parentOf(at)) {
      path.unshift(at);
    }
    return path;
  }

  isWithin(unit: number, branch: number): boolean {
    return unit === branch || this.over(unit).includes(branch);
  }

  rows(open: ReadonlySet<number>): TreeRow[] {
    const rows: TreeRow[] = [];
    const walk = (parent: number, depth: number) => {
      const list = this.childrenOf(parent);
      for (const [index, unit] of list.entries()) {
        const children = this.childrenOf(unit.unit).length;
        const isOpen = children > 0 && open.has(unit.unit);
        rows.push({ unit, depth, children, open: isOpen, place: index + 1, of: list.length });
        if (isOpen) walk(unit.unit, depth + 1);
      }
    };
    walk(0, 1);
    return rows;
  }

  // By name or code, without regard to diacritics; those that begin with it in front.
  find(words: string, max: number): UnitLine[] {
    const wanted = fold(words.trim());
    if (wanted === '') return [];
    const found: { readonly unit: UnitLine; readonly rank: number }[] = [];
    for (const unit of this.byId.values()) {
      const at = fold(unit.name).indexOf(wanted);
      const inCode = fold(unit.code).startsWith(wanted);
      if (at < 0 && !inCode) continue;
      found.push({ unit, rank: at === 0 || inCode ? 0 : 1 });
    }
    return found
      .sort((a, b) => a.rank - b.rank)
      .slice(0, max)
      .map(({ unit }) => unit);
  }
}

export type TreeMove = { readonly at: number; readonly open: ReadonlySet<number> };

// What a key does in a tree (ARIA's pattern): null, it is none of the tree's.
export function moveInTree(
  tree: UnitTree,
  open: ReadonlySet<number>,
  at: number,
  key: string,
): TreeMove | null {
  const rows = tree.rows(open);
  const index = rows.findIndex((row) => row.unit.unit === at);
  const row = rows[index];
  const to = (place: number) => ({
    at: rows[Math.max(0, Math.min(rows.length - 1, place))]?.unit.unit ?? at,
    open,
  });
  if (!row) return key === 'ArrowDown' || key === 'Home' ? to(0) : null;
  switch (key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'PageDown':
      return to(index + 10);
    case 'PageUp':
      return to(index - 10);
    case 'ArrowRight':
      if (row.open) return to(index + 1);
      return row.children > 0 ? { at, open: new Set(open).add(at) } : { at, open };
    case 'ArrowLeft': {
      if (row.open) return { at, open: without(open, at) };
      const parent = tree.parentOf(at);
      return { at: parent === 0 ? at : parent, open };
    }
    default:
      return null;
  }
}

export function without(open: ReadonlySet<number>, unit: number): ReadonlySet<number> {
  const rest = new Set(open);
  rest.delete(unit);
  return rest;
}
