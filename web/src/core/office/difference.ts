// What changed between two versions, word by word, shown in place.
import type { ClauseLine } from './drafts';

export type Piece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string };

export interface ClauseChange {
  readonly line: ClauseLine;
  readonly kind: 'same' | 'gone' | 'new' | 'changed';
  readonly heading: readonly Piece[];
  readonly text: readonly Piece[];
}

const kMaxWords = 1500; // the table below grows with the square

// The longest common run of words, by the usual table.
export function differenceOf(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const old = wordsOf(before);
  const fresh = wordsOf(after);
  if (old.length > kMaxWords || fresh.length > kMaxWords) return whole(before, after);
  const table = lengths(old, fresh);
  const width = fresh.length + 1;
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    const here = i < old.length && j < fresh.length && old[i] === fresh[j];
    if (here) {
      push(pieces, 'same', old[i++] ?? '');
      j++;
    } else if (
      j >= fresh.length ||
      (i < old.length && (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
    ) {
      push(pieces, 'gone', old[i++] ?? '');
    } else {
      push(pieces, 'new', fresh[j++] ?? '');
    }
  }
  return pieces;
}

const whole = (before: string, after: string): Piece[] => [
  { kind: 'gone', text: before },
  { kind: 'new', text: after },
];

// Words with the white space that follows them.
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

function lengths(old: readonly string[], fresh: readonly string[]): Uint16Array {
  const width = fresh.length + 1;
  const table = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      table[i * width + j] =
        old[i] === fresh[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  return table;
}

function push(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces[pieces.length - 1];
  if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
  else pieces.push({ kind, text });
}

// The new text in its order; what is gone stands where it stood, behind what came before it.
export function changesOf(
  before: readonly ClauseLine[],
  after: readonly ClauseLine[],
): ClauseChange[] {
  const old = new Map(before.map((line) => [line.clause.id, line]));
  const kept = new Set(after.map((line) => line.clause.id));
  const changes = after.map((line) => changeOf(old.get(line.clause.id), line));
  for (const [index, line] of before.entries()) {
    if (kept.has(line.clause.id)) continue;
    const previous = before[index - 1]?.clause.id;
    const at = changes.findIndex((change) => change.line.clause.id === previous);
    changes.splice(at + 1, 0, {
      line,
      kind: 'gone',
      heading: line.clause.heading ? [{ kind: 'gone', text: line.clause.heading }] : [],
      text: line.clause.text ? [{ kind: 'gone', text: line.clause.text }] : [],
    });
  }
  return changes;
}

function changeOf(old: ClauseLine | undefined, line: ClauseLine): ClauseChange {
  const { heading, text } = line.clause;
  if (!old) {
    return {
      line,
      kind: 'new',
      heading: heading ? [{ kind: 'new', text: heading }] : [],
      text: text ? [{ kind: 'new', text }] : [],
    };
  }
  const same = old.clause.heading === heading && old.clause.text === text;
  return {
    line,
    kind: same ? 'same' : 'changed',
    heading: differenceOf(old.clause.heading, heading),
    text: differenceOf(old.clause.text, text),
  };
}
