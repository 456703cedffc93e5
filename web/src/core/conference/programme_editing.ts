import type { Commands } from './commands';
import type { Sitting } from './desk_views';
import type { ItemKind, ItemSpec, ItemView, Speaker } from './views';

// Working on a programme that is being prepared: where things go, when they come, and the way back.

export const itemKinds: readonly ItemKind[] = [
  'opening',
  'report',
  'contribution',
  'discussion',
  'film',
  'break',
  'vote',
  'conclusion',
  'course',
];

const nobody: Speaker = { person: 0, post: 0, unit: 0, text: '' };
const kMinutes: Readonly<Record<ItemKind, number>> = {
  opening: 10,
  report: 20,
  contribution: 10,
  discussion: 30,
  film: 10,
  break: 15,
  vote: 10,
  conclusion: 15,
  course: 60,
};

export const newItem = (kind: ItemKind, title: string): ItemSpec => ({
  kind,
  title,
  topic: '',
  speaker: nobody,
  site: 0,
  paper: 0,
  planned_minutes: kMinutes[kind],
  file: '',
  course: '',
});

// Before which item it must be put to stand at `index` of the list without it; 0: at the end.
export function beforeAt(order: readonly number[], item: number, index: number): number {
  const others = order.filter((one) => one !== item);
  return others[Math.max(0, index)] ?? 0;
}

// Where a step up or down leads; null: it is at the edge already.
export function stepped(order: readonly number[], item: number, by: -1 | 1): number | null {
  const at = order.indexOf(item);
  const to = at + by;
  if (at < 0 || to < 0 || to >= order.length) return null;
  return beforeAt(order, item, to);
}

type Change = {
  [Name in 'item.add' | 'item.change' | 'item.move' | 'item.remove']: {
    readonly command: Name;
    readonly body: Commands[Name];
  };
}['item.add' | 'item.change' | 'item.move' | 'item.remove'];

// What takes a change back, seen from the programme before it. An item that is added has no number
// yet: it is the one that was not there.
export type WayBack = Change | { readonly command: 'item.remove_new'; readonly known: number[] };

export function wayBack(change: Change, before: readonly ItemView[]): WayBack | null {
  const order = before.map((one) => one.item);
  if (change.command === 'item.add') return { command: 'item.remove_new', known: order };
  const { item } = change.body;
  const at = order.indexOf(item);
  const old = before[at];
  if (!old) return null;
  const next = order[at + 1] ?? 0;
  switch (change.command) {
    case 'item.move':
      return { command: 'item.move', body: { item, before: next } };
    case 'item.remove':
      return { command: 'item.add', body: { spec: old.spec, before: next } };
    case 'item.change':
      return { command: 'item.change', body: { item, spec: old.spec } };
  }
}

// The command that the way back is now; null: there is nothing to take back any more.
export function taken(back: WayBack, now: readonly ItemView[]): Change | null {
  if (back.command !== 'item.remove_new') return back;
  const added = now.find((one) => !back.known.includes(one.item));
  return added ? { command: 'item.remove', body: { item: added.item } } : null;
}

// When each item begins by the plan: one after the other from the first sitting on. What no longer
// fits before a sitting's end goes on in the next one, if there is one.
export function plannedTimes(items: readonly ItemView[], sittings: readonly Sitting[]): number[] {
  let sitting = 0;
  let at = sittings[0]?.begins ?? 0;
  return items.map(({ spec }) => {
    const lasts = spec.planned_minutes * 60_000;
    const now = sittings[sitting];
    const next = sittings[sitting + 1];
    if (now && next && at + lasts > now.ends) {
      sitting += 1;
      at = next.begins;
    }
    const begins = at;
    at += lasts;
    return begins;
  });
}

export const totalMinutes = (items: readonly ItemView[]): number =>
  items.reduce((sum, one) => sum + one.spec.planned_minutes, 0);

export const sittingMinutes = (sittings: readonly Sitting[]): number =>
  Math.round(sittings.reduce((sum, one) => sum + (one.ends - one.begins), 0) / 60_000);
