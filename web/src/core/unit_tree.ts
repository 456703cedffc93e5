// The tree of units as the office sends it (view `units`): flat, parents first.
export interface UnitNode {
  readonly unit: number;
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: number;
  readonly second_superior: number;
  readonly mine: boolean;
}

export interface UnitsView {
  readonly units: readonly UnitNode[];
}

// Without regard to case, diacritics and đ/d, in composed or decomposed Unicode.
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');

export class UnitTree {
  private readonly byId: ReadonlyMap<number, UnitNode>;
  private readonly below = new Map<number, UnitNode[]>();
  private readonly words: readonly { readonly node: UnitNode; readonly words: string }[];

  constructor(readonly units: readonly UnitNode[]) {
    this.byId = new Map(units.map((node) => [node.unit, node]));
    for (const node of units) {
      const siblings = this.below.get(node.parent) ?? [];
      siblings.push(node);
      this.below.set(node.parent, siblings);
    }
    this.words = units.map((node) => ({ node, words: folded(`${node.name} ${node.code}`) }));
  }

  find(unit: number): UnitNode | undefined {
    return this.byId.get(unit);
  }

  nameOf(unit: number): string {
    return this.find(unit)?.name ?? '';
  }

  childrenOf(unit: number): readonly UnitNode[] {
    return this.below.get(unit) ?? [];
  }

  // Those without a superior that may be seen.
  get roots(): readonly UnitNode[] {
    return this.units.filter((node) => !this.byId.has(node.parent));
  }

  // Its superiors, the nearest first: "Uỷ ban tỉnh Lào Cai, Bộ Nội vụ".
  pathOf(unit: number): string {
    const names: string[] = [];
    let at = this.find(this.find(unit)?.parent ?? 0);
    while (at && names.length < this.units.length) {
      names.push(at.name);
      at = this.find(at.parent);
    }
    return names.join(', ');
  }

  // The unit and everything below it, parents first.
  branchOf(unit: number): UnitNode[] {
    const own = this.find(unit);
    if (!own) return [];
    const branch = [own];
    for (let at = 0; at < branch.length; at++) {
      const node = branch[at];
      if (node) branch.push(...this.childrenOf(node.unit));
    }
    return branch;
  }

  // All words of the query are in it; from the start of the name in front, then high before low.
  search(query: string, max = 20): UnitNode[] {
    const wanted = folded(query).split(/\s+/).filter(Boolean);
    if (wanted.length === 0) return [];
    const whole = wanted.join(' ');
    const found = this.words.filter((one) => wanted.every((word) => one.words.includes(word)));
    const rank = (words: string) => (words.startsWith(whole) ? 0 : words.includes(whole) ? 1 : 2);
    return found
      .map((one, order) => ({ ...one, order, rank: rank(one.words) }))
      .sort((a, b) => a.rank - b.rank || a.order - b.order)
      .slice(0, max)
      .map((one) => one.node);
  }
}
