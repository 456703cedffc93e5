// Which tiles stand where. People keep their seats: only when someone beyond the first page speaks
// do they change places with whoever on it has been silent longest.
export interface Seat {
  readonly key: string;
  readonly id: string; // of the person
  readonly kind: 'camera' | 'screen';
}

export interface Sitter {
  readonly id: string;
  readonly local: boolean;
  readonly hasScreen: boolean;
}

export const seatKey = (id: string, kind: Seat['kind']): string => `${kind}:${id}`;

export class Seating {
  private order: string[] = [];
  private heard = new Map<string, number>();
  private turn = 0;

  // Shared screens come first: they are what the others talk about.
  seats(people: readonly Sitter[]): Seat[] {
    const present = new Map(people.map((person) => [person.id, person]));
    this.order = this.order.filter((id) => present.has(id));
    const seated = new Set(this.order);
    for (const { id } of people) if (!seated.has(id)) this.order.push(id);
    for (const id of this.heard.keys()) if (!present.has(id)) this.heard.delete(id);
    const sitters = this.order.flatMap((id) => present.get(id) ?? []);
    const screens = sitters
      .filter((person) => person.hasScreen)
      .map(({ id }) => seat(id, 'screen'));
    return [...screens, ...sitters.map(({ id }) => seat(id, 'camera'))];
  }

  // `speaking` in the order of loudness; `first` seats are on the first page.
  heardNow(speaking: readonly string[], first: number, keep: ReadonlySet<string>): boolean {
    this.turn++;
    for (const id of speaking) this.heard.set(id, this.turn);
    let moved = false;
    for (const id of speaking) moved = this.bringForward(id, first, keep) || moved;
    return moved;
  }

  private bringForward(id: string, first: number, keep: ReadonlySet<string>): boolean {
    const from = this.order.indexOf(id);
    if (from < first) return false;
    const to = this.quietest(first, keep);
    const other = this.order[to];
    if (other === undefined) return false;
    this.order[to] = id;
    this.order[from] = other;
    return true;
  }

  private quietest(first: number, keep: ReadonlySet<string>): number {
    let found = -1;
    let when = this.turn;
    for (const [index, id] of this.order.slice(0, first).entries()) {
      const heard = this.heard.get(id) ?? 0;
      if (keep.has(id) || heard >= when) continue;
      found = index;
      when = heard;
    }
    return found;
  }
}

const seat = (id: string, kind: Seat['kind']): Seat => ({ key: seatKey(id, kind), id, kind });
