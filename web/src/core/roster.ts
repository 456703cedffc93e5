import { samePerson, type Person } from './person';
import { sameList, Store, type Readable } from './store';

// Who is in the room. A tile listens to its own person only, so one person speaking redraws one
// tile; the list of ids changes only when someone comes or goes.
export class Roster {
  readonly ids = new Store<readonly string[]>([], sameList);
  private people = new Map<string, Store<Person | null>>();

  person(id: string): Readable<Person | null> {
    return this.slot(id);
  }

  get(id: string): Person | null {
    return this.people.get(id)?.get() ?? null;
  }

  all(): Person[] {
    return this.ids.get().flatMap((id) => this.get(id) ?? []);
  }

  // In the order of coming in, oneself included.
  replace(people: readonly Person[]): void {
    const sorted = [...people].sort((a, b) => a.joinedAt - b.joinedAt || compare(a.id, b.id));
    const present = new Set(sorted.map((person) => person.id));
    for (const person of sorted) this.slot(person.id).set(person);
    this.ids.set(sorted.map((person) => person.id));
    // Their places are kept: somebody may be waiting for them to come back.
    for (const [id, slot] of this.people) if (!present.has(id)) slot.set(null);
  }

  private slot(id: string): Store<Person | null> {
    let slot = this.people.get(id);
    if (!slot) {
      slot = new Store<Person | null>(null, (a, b) => a === b || (!!a && !!b && samePerson(a, b)));
      this.people.set(id, slot);
    }
    return slot;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
