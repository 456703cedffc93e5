// A text as people paste it, read as clauses: "Chương II", "Điều 12.", "3.", "đ)".
import type { Clause, ClauseKind } from './drafts';

interface Begin {
  readonly kind: ClauseKind;
  readonly rest: string;
}

const kBegins: readonly (readonly [ClauseKind, RegExp])[] = [
  ['part', /^(?:phần|part)\s+(?:thứ\s+\p{L}+|[IVXLC]+|\d+)\s*[.:–-]?\s*/iu],
  ['chapter', /^(?:chương|chapter)\s+(?:[IVXLC]+|\d+)\s*[.:–-]?\s*/iu],
  ['section', /^(?:mục|section)\s+(?:[IVXLC]+|\d+)\s*[.:–-]?\s*/iu],
  ['article', /^(?:điều|article)\s+\d+\p{L}?\s*[.:–-]?\s*/iu],
  ['clause', /^\d{1,3}[.)]\s+/u],
  ['point', /^(?:[a-zđ]\)|[-–+•])\s+/iu],
];

function beginOf(line: string): Begin | null {
  for (const [kind, pattern] of kBegins) {
    const found = pattern.exec(line);
    if (found) return { kind, rest: line.slice(found[0].length).trim() };
  }
  return null;
}

// What carries a heading of its own; a clause or a point is all text.
export const hasHeading = (kind: ClauseKind): boolean => kind !== 'clause' && kind !== 'point';

// Lines before the first mark become articles, one each paragraph, so that nothing is lost.
export function clausesOf(pasted: string): Clause[] {
  const clauses: { kind: ClauseKind; heading: string; text: string }[] = [];
  let marked = false;
  const lines = pasted.normalize('NFC').replace(/\r\n?/g, '\n').split('\n');
  for (const raw of lines) {
    const line = raw.trim();
    if (line === '') continue;
    const begin = beginOf(line);
    const last = clauses[clauses.length - 1];
    if (begin) {
      marked = true;
      const headed = hasHeading(begin.kind);
      clauses.push({
        kind: begin.kind,
        heading: headed ? begin.rest : '',
        text: headed ? '' : begin.rest,
      });
    } else if (last && marked) {
      // A heading on a line of its own: "Chương I" / "NHỮNG QUY ĐỊNH CHUNG".
      if (hasHeading(last.kind) && last.heading === '') last.heading = line;
      else last.text = last.text === '' ? line : `${last.text}\n${line}`;
    } else {
      clauses.push({ kind: 'article', heading: '', text: line });
    }
  }
  return clauses.map((clause) => ({ id: 0, ...clause }));
}

// A text that was pasted anew keeps the clauses that it already had, so that comments stay with
// them: the same words, else the same place in the outline.
export function keepIds(before: readonly Clause[], after: readonly Clause[]): Clause[] {
  const left = new Map(before.map((clause) => [clause.id, clause]));
  const taken = after.map((clause) => {
    const same = [...left.values()].find(
      (old) =>
        old.kind === clause.kind && old.heading === clause.heading && old.text === clause.text,
    );
    if (same) left.delete(same.id);
    return { ...clause, id: same?.id ?? 0 };
  });
  const placesOf = (list: readonly Clause[]) => places(list);
  const oldPlaces = new Map(
    placesOf(before).map((place, index) => [place, before[index]?.id ?? 0] as const),
  );
  return placesOf(taken).map((place, index) => {
    const clause = taken[index] as Clause;
    const old = oldPlaces.get(place);
    if (clause.id !== 0 || old === undefined || !left.has(old)) return clause;
    left.delete(old);
    return { ...clause, id: old };
  });
}

const kOrder: Readonly<Record<ClauseKind, number>> = {
  part: 0,
  chapter: 1,
  section: 2,
  article: 3,
  clause: 4,
  point: 5,
};

export const depthOf = (kind: ClauseKind): number => kOrder[kind];

// "article 2/clause 1": where a clause stands in its outline.
function places(clauses: readonly Clause[]): string[] {
  const counts = [0, 0, 0, 0, 0, 0];
  return clauses.map(({ kind }) => {
    const depth = kOrder[kind];
    counts[depth] = (counts[depth] ?? 0) + 1;
    // Articles run on through chapters; narrower ones begin anew in what holds them.
    for (let below = Math.max(depth + 1, 4); below < 6; below++) counts[below] = 0;
    return depth <= 3
      ? `${kind} ${counts[depth] ?? 0}`
      : `${counts.slice(3, depth + 1).join('.')} ${kind}`;
  });
}
