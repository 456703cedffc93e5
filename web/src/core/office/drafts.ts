// Views and commands of drafts (src/documents/ledger.h, draft.h, comment.h).
import type { Names } from '../conference/views';
import type { Day } from './units';

export const clauseKinds = ['part', 'chapter', 'section', 'article', 'clause', 'point'] as const;
export type ClauseKind = (typeof clauseKinds)[number];

export interface Clause {
  readonly id: number; // 0: a new one
  readonly kind: ClauseKind;
  readonly heading: string;
  readonly text: string;
}

export interface ClauseLine {
  readonly clause: Clause;
  readonly label: string;
  readonly comments: number;
  readonly open: number;
}

export type DraftPhase = 'none' | 'writing' | 'circulated' | 'finished';

export interface DraftSpec {
  readonly title: string;
  readonly kind: string;
  readonly unit: number;
  readonly conference: number;
  readonly secret: boolean;
}

export interface DraftPage {
  readonly id: number;
  readonly spec: DraftSpec;
  readonly phase: DraftPhase;
  readonly revision: number;
  readonly version: number;
  readonly deadline: Day;
  readonly units: readonly number[];
  readonly written: readonly ClauseLine[];
  readonly circulated: readonly ClauseLine[];
  readonly next_step: string;
}

export interface CommentSource {
  readonly conference: number;
  readonly note: number;
  readonly turn: number;
  readonly paper: number;
  readonly event: number;
}

export interface LedgerRow {
  readonly comment: number;
  readonly clause: number;
  readonly label: string;
  readonly clause_text: string;
  readonly version: number;
  readonly unit: number;
  readonly text: string;
  readonly source: CommentSource;
  readonly answer: 'absorbed' | 'explained' | null;
  readonly answer_text: string;
  readonly made: number;
  readonly answered: number;
  readonly answers: number;
}

export interface Ledger {
  readonly title: string;
  readonly unit: number;
  readonly rows: readonly LedgerRow[];
  readonly absorbed: number;
  readonly explained: number;
  readonly open: number;
  readonly silent: readonly number[];
}

export interface DraftVersion {
  readonly version: number;
  readonly clauses: readonly ClauseLine[];
  readonly deadline: Day;
  readonly note: string;
  readonly at: number;
}

export interface DraftView {
  readonly page: DraftPage;
  readonly ledger: Ledger;
  readonly versions?: readonly DraftVersion[];
  readonly side: 'drafter' | 'asked';
  readonly for_unit: number;
  readonly may: readonly string[];
  readonly names: Names;
}

export interface DraftCard {
  readonly draft: number;
  readonly title: string;
  readonly unit: number;
  readonly phase: DraftPhase;
  readonly version: number;
  readonly deadline: Day;
  readonly comments: number;
  readonly open: number;
  readonly side: 'drafter' | 'asked';
}

export interface DraftsView {
  readonly drafts: readonly DraftCard[];
  readonly may_begin?: readonly number[];
  readonly names: Names;
}

// Commands to "draft/N"; the first one to "draft/new".
export interface DraftCommands {
  'draft.begin': { spec: DraftSpec };
  'draft.write': { clauses: readonly Clause[]; seen: number };
  'draft.circulate': { units: readonly number[]; deadline: Day; note: string; seen: number };
  'draft.finish': { next_step: string };
  'comment.make': { clause: number; unit: number; text: string };
  'comment.withdraw': { comment: number };
  'comment.absorb': { comment: number; text: string; seen: number };
  'comment.explain': { comment: number; why: string; seen: number };
}

export type LedgerFilter = 'all' | 'open' | 'absorbed' | 'explained';

export const stateOf = (row: LedgerRow): Exclude<LedgerFilter, 'all'> => row.answer ?? 'open';

export function filterRows(
  rows: readonly LedgerRow[],
  filter: LedgerFilter,
  unit: number, // 0: of any
): readonly LedgerRow[] {
  return rows.filter(
    (row) => (filter === 'all' || stateOf(row) === filter) && (unit === 0 || row.unit === unit),
  );
}

// The next open comment after one, round the end; null: none is left.
export function nextOpen(rows: readonly LedgerRow[], after: number): number | null {
  const at = rows.findIndex((row) => row.comment === after);
  const turned = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  return turned.find((row) => !row.answer && row.comment !== after)?.comment ?? null;
}

// As the number stands on the paper: "Khoản 3, Điều 12" under its article is "3.", a point "đ)".
export function numberOf(label: string, kind: ClauseKind): string {
  const own = label.split(', ')[0] ?? label;
  const number = own.split(' ').slice(1).join(' ');
  if (number === '') return own;
  if (kind === 'clause') return `${number}.`;
  if (kind === 'point') return `${number})`;
  return kind === 'article' || kind === 'section' ? `${own}.` : own;
}
