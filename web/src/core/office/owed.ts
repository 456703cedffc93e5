// What a unit owes, in one list: by when, to whom.
import { daysUntil } from './days';
import type { Day, UnitPaper, UnitView } from './units';

export type OwedKind =
  | 'accept' // a task that was given and is not taken yet
  | 'task' // to be done and reported
  | 'answer_task' // a report or an extension waits for us
  | 'comment' // our opinion on a draft
  | 'answer_comments' // comments on our own draft
  | 'paper'
  | 'conference'; // to be there

export interface Owed {
  readonly kind: OwedKind;
  readonly title: string;
  readonly to: number; // a unit; 0: to nobody in particular
  readonly by: Day; // empty: no day is set
  readonly path: string;
  readonly count: number; // of comments that are open
}

export type Urgency = 'late' | 'soon' | 'later' | 'open';

const kSoonDays = 7;

export function urgencyOf(by: Day, today: Day): Urgency {
  if (by === '') return 'open';
  const left = daysUntil(by, today);
  if (left < 0) return 'late';
  return left <= kSoonDays ? 'soon' : 'later';
}

export function owedBy(view: UnitView): Owed[] {
  const { organisation, tasks } = view;
  const unit = organisation.id;
  const owed: Owed[] = [];
  for (const line of tasks?.open ?? []) {
    if (line.lead !== unit || line.waits_for_giver) continue;
    const kind = line.status === 'given' ? 'accept' : 'task';
    const path = `/tasks/${line.task}`;
    owed.push({ kind, title: line.title, to: line.giver, by: line.deadline, path, count: 0 });
  }
  for (const line of tasks?.to_answer ?? []) {
    const path = `/tasks/${line.task}`;
    const { title, lead, deadline } = line;
    owed.push({ kind: 'answer_task', title, to: lead, by: deadline, path, count: 0 });
  }
  for (const draft of view.drafts ?? []) {
    const path = `/drafts/${draft.draft}`;
    const common = { title: draft.title, to: draft.unit, by: draft.deadline, path };
    if (draft.side === 'asked' && draft.mine === 0) {
      owed.push({ kind: 'comment', ...common, count: 0 });
    }
    if (draft.side === 'drafter' && draft.open > 0) {
      owed.push({ kind: 'answer_comments', ...common, to: 0, count: draft.open });
    }
  }
  for (const paper of view.papers) {
    if (!isPaperOwed(paper)) continue;
    const card = view.conferences.find((one) => one.conference === paper.conference);
    const to = typeof card?.unit === 'number' ? card.unit : 0;
    const title = paper.title || paper.topic;
    const path = `/units/${unit}#papers`;
    owed.push({ kind: 'paper', title, to, by: paper.deadline ?? '', path, count: 0 });
  }
  return owed.sort(byDay);
}

// Not handed in, and its turn has not passed.
export const isPaperOwed = (paper: UnitPaper): boolean =>
  paper.paper === 0 && (paper.status === 'planned' || paper.status === 'current');

// Those without a day come last.
function byDay(a: Owed, b: Owed): number {
  if (a.by === b.by) return 0;
  if (a.by === '') return 1;
  if (b.by === '') return -1;
  return a.by < b.by ? -1 : 1;
}
