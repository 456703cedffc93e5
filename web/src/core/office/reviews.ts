// The view "reviews/unit/U" (src/reviews/views.h, docs/api/office.md).
import type { Names } from '../conference/views';
import { draftPath, taskPath } from '../route';
import type { Day } from './units';

// What may be said of a unit; "none": nobody has said one.
export const levels = ['excellent', 'good', 'fulfilled', 'not_fulfilled'] as const;
export type Level = (typeof levels)[number];

export type ReviewStatus =
  | 'opened'
  | 'rated'
  | 'appraised'
  | 'answered'
  | 'decided'
  | 'appealed'
  | 'published'
  | 'withdrawn';

// One thing that was counted.
export interface EvidenceRow {
  readonly stream: string;
  readonly id: number;
  readonly seq: number;
  readonly text: string;
  readonly unit: number;
  readonly post: number;
}

export interface Figure {
  readonly kind: string;
  readonly value: number;
  readonly rows: readonly EvidenceRow[];
}

export interface Stamp {
  readonly seq: number;
  readonly at: number;
}

export interface Voice {
  readonly level: Level | 'none';
  readonly reasons: string;
  readonly person: number;
  readonly stamp: Stamp;
}

export interface Answer {
  readonly text: string;
  readonly person: number;
  readonly stamp: Stamp;
}

export interface Period {
  readonly kind: 'year' | 'quarter' | 'term';
  readonly from: Day;
  readonly to: Day;
}

export interface Form {
  readonly version: number;
  readonly sample: boolean;
  readonly title_vi: string;
  readonly title_en: string;
  readonly basis: string;
  readonly sections: readonly {
    readonly code: string;
    readonly vi: string;
    readonly en: string;
    readonly required: boolean;
  }[];
  readonly levels: readonly {
    readonly level: Level;
    readonly vi: string;
    readonly en: string;
    readonly rule_vi: string;
    readonly rule_en: string;
  }[];
}

export interface Remark {
  readonly code: string;
  readonly count: number;
  readonly of: number;
  readonly percent: number;
  readonly limit: number;
  readonly over: boolean;
}

export interface Review {
  readonly spec: {
    readonly unit: number;
    readonly period: Period;
    readonly appraiser: number;
    readonly decider: number;
  };
  readonly superior: number;
  readonly status: ReviewStatus;
  readonly sections: Readonly<Record<string, string>>;
  readonly as_of: Day;
  readonly self: Voice;
  readonly appraisal: Voice;
  readonly answer: Answer;
  readonly decisions: readonly Voice[];
  readonly appeals: readonly Answer[];
}

export interface ReviewPage {
  readonly id: number;
  readonly review: Review;
  readonly form: Form;
  readonly frozen: boolean;
  readonly figures: readonly Figure[];
  readonly remarks: readonly Remark[];
  readonly answer_until: Day;
  readonly appeal_until: Day;
  readonly may: readonly string[];
}

export interface Sums {
  readonly needed: number;
  readonly lacking: number;
}

export interface TrainingPage {
  readonly sums: Sums;
  readonly courses: readonly {
    readonly course: { readonly code: string; readonly title: string };
    readonly needed: number;
    readonly held: number;
    readonly lacking: number;
  }[];
  readonly below: readonly { readonly unit: number; readonly sums: Sums }[];
  readonly gaps: readonly {
    readonly post: number;
    readonly person: number;
    readonly course: string;
  }[];
}

export interface ReviewLine {
  readonly review: number;
  readonly unit: number;
  readonly period: Period;
  readonly status: ReviewStatus;
}

export interface UnitReviews {
  readonly unit: number;
  readonly superior: number;
  readonly reviews: readonly ReviewPage[];
  readonly below: readonly ReviewLine[];
  readonly form: Form;
  readonly training: TrainingPage;
  readonly superiors: readonly { readonly person: number; readonly post: number }[];
  readonly may: readonly string[];
  readonly names: Names;
}

// Commands to the stream "reviews".
export interface ReviewCommands {
  'review.open': {
    spec: { unit: number; period: Period; appraiser: number; decider: number };
  };
  'review.rate': {
    review: number;
    sections: Record<string, string>;
    level: Level;
    reasons: string;
  };
  'review.appraise': { review: number; level: Level; reasons: string };
  'review.answer': { review: number; text: string };
  'review.decide': { review: number; level: Level; reasons: string; seen: number };
  'review.appeal': { review: number; text: string };
  'review.publish': { review: number };
}

// Where a row of evidence opens; null: it has no page of its own.
export function evidencePath(row: EvidenceRow): string | null {
  if (row.stream === 'tasks') return taskPath(row.id);
  const thing = /^(conference|draft)\/([1-9][0-9]*)$/.exec(row.stream);
  if (!thing) return null;
  const number = Number(thing[2]);
  return thing[1] === 'draft' ? draftPath(number) : `/conferences/${number}/minutes`;
}

// "2026", "1/2026 – 3/2026".
export function periodName({ kind, from, to }: Period): string {
  const month = (day: Day) => `${Number(day.slice(5, 7))}/${day.slice(0, 4)}`;
  return kind === 'year' ? from.slice(0, 4) : `${month(from)} – ${month(to)}`;
}

export const yearOf = (day: Day): Period => ({
  kind: 'year',
  from: `${day.slice(0, 4)}-01-01`,
  to: `${day.slice(0, 4)}-12-31`,
});
