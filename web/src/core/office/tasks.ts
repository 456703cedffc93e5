// Views and commands of tasks (src/tasks/views.h, src/tasks/task.h).
import type { Names, Stamp } from '../conference/views';
import type { Day } from './units';

export const buckets = ['done_in_time', 'done_late', 'open_in_time', 'open_overdue'] as const;
export type Bucket = (typeof buckets)[number];
export type Buckets = Readonly<Record<Bucket, number>>;

export const totalOf = (counts: Buckets): number =>
  buckets.reduce((sum, bucket) => sum + counts[bucket], 0);

export interface TaskLine {
  readonly task: number;
  readonly parent: number;
  readonly title: string;
  readonly giver: number;
  readonly lead: number;
  readonly head: number;
  readonly head_post: number;
  readonly status: 'given' | 'accepted' | 'done' | 'withdrawn';
  readonly deadline: Day;
  readonly bucket: Bucket | null;
  readonly below: Buckets;
  readonly figure: number | null; // in thousandths
  readonly target: number;
  readonly measure: string;
  readonly waits_for_giver: boolean;
}

export interface UnitTasks {
  readonly unit: number;
  readonly open: readonly TaskLine[];
  readonly to_answer: readonly TaskLine[];
  readonly given_away: readonly TaskLine[];
  readonly branch: Buckets;
}

export interface TaskBoard {
  readonly unit: number;
  readonly branch: Buckets;
  readonly own: readonly TaskLine[];
  readonly below: readonly TaskLine[];
  readonly may: readonly string[];
  readonly names: Names;
}

export interface Goal {
  readonly text: string;
  readonly indicator: string;
  readonly measure: string;
  readonly target: number;
}

export interface TaskSpec {
  readonly title: string;
  readonly text: string;
  readonly giver: number;
  readonly lead: number;
  readonly helpers: readonly number[];
  readonly head: number;
  readonly head_post: number;
  readonly goal: Goal;
  readonly deadline: Day;
  readonly source: { readonly conference: number; readonly event: number; readonly place: string };
}

export interface Evidence {
  readonly text: string;
  readonly conference: number;
  readonly event: number;
  readonly file: string;
}

export interface Report {
  readonly text: string;
  readonly figure: number | null;
  readonly evidence: readonly Evidence[];
  readonly done: boolean;
  readonly day: Day;
  readonly sent: Stamp;
  readonly receipt: {
    readonly number: number;
    readonly stamp: Stamp;
    readonly returned: boolean;
    readonly remark: string;
  } | null;
}

export interface Extension {
  readonly wanted: Day;
  readonly why: string;
  readonly state: 'asked' | 'granted' | 'refused';
  readonly granted: Day;
  readonly remark: string;
  readonly asked: Stamp;
  readonly decided: Stamp;
}

export interface Task {
  readonly spec: TaskSpec;
  readonly parent: number;
  readonly status: TaskLine['status'];
  readonly deadline: Day;
  readonly done: Day;
  readonly withdrawn_why: string;
  readonly given: Stamp;
  readonly accepted: Stamp;
  readonly ended: Stamp;
  readonly reports: readonly (readonly [number, Report])[];
  readonly extensions: readonly (readonly [number, Extension])[];
  readonly parts: readonly number[];
}

export interface TaskView {
  readonly page: {
    readonly line: TaskLine;
    readonly task: Task;
    readonly over: readonly TaskLine[];
    readonly parts: readonly TaskLine[];
  };
  // Direct subordinates of the lead unit, with who answers for each.
  readonly below: readonly {
    readonly unit: number;
    readonly head: number;
    readonly head_post: number;
  }[];
  readonly may: readonly string[];
  readonly conference_title: string;
  readonly names: Names;
}

export interface Part {
  readonly lead: number;
  readonly head: number;
  readonly head_post: number;
  readonly title: string;
  readonly text: string;
  readonly target: number;
  readonly deadline: Day;
}

// Commands to the stream "tasks".
export interface TaskCommands {
  'task.give': { spec: TaskSpec };
  'task.accept': { task: number; head: number; head_post: number };
  'task.pass_down': { task: number; parts: readonly Part[] };
  'task.report': {
    task: number;
    text: string;
    has_figure: boolean;
    figure: number;
    evidence: readonly Evidence[];
    done: boolean;
  };
  'report.confirm': { task: number; report: number; remark: string };
  'report.return': { task: number; report: number; remark: string };
  'extension.ask': { task: number; wanted: Day; why: string };
  'extension.decide': {
    task: number;
    extension: number;
    grant: boolean;
    day: Day;
    remark: string;
  };
  'task.withdraw': { task: number; why: string };
}

export type TaskAct = 'accept' | 'report' | 'pass' | 'extend' | 'withdraw';

const kCommandOf: Readonly<Record<TaskAct, keyof TaskCommands>> = {
  accept: 'task.accept',
  report: 'task.report',
  pass: 'task.pass_down',
  extend: 'extension.ask',
  withdraw: 'task.withdraw',
};

// What the caller may do with it as it stands now, the usual thing first.
export function actsOn(task: Task, may: readonly string[]): TaskAct[] {
  const stands: Readonly<Record<Task['status'], readonly TaskAct[]>> = {
    given: ['accept', 'withdraw'],
    accepted: ['report', 'pass', 'extend', 'withdraw'],
    done: [],
    withdrawn: [],
  };
  return stands[task.status].filter((act) => {
    if (!may.includes(kCommandOf[act])) return false;
    if (act !== 'extend') return true;
    const waiting = task.extensions.some(([, extension]) => extension.state === 'asked');
    return task.deadline !== '' && !waiting;
  });
}

// What happened to a task, in the order of the journal.
export type TaskMoment =
  | { readonly kind: 'given' | 'accepted' | 'done' | 'withdrawn'; readonly at: number }
  | { readonly kind: 'report'; readonly at: number; readonly id: number; readonly report: Report }
  | {
      readonly kind: 'receipt';
      readonly at: number;
      readonly id: number;
      readonly report: Report;
    }
  | {
      readonly kind: 'extension_asked' | 'extension_decided';
      readonly at: number;
      readonly id: number;
      readonly extension: Extension;
    };

export function historyOf(task: Task): readonly TaskMoment[] {
  const moments: { readonly seq: number; readonly moment: TaskMoment }[] = [];
  const add = (stamp: Stamp, make: (at: number) => TaskMoment) => {
    if (stamp.seq > 0) moments.push({ seq: stamp.seq, moment: make(stamp.at) });
  };
  add(task.given, (at) => ({ kind: 'given', at }));
  add(task.accepted, (at) => ({ kind: 'accepted', at }));
  for (const [id, report] of task.reports) {
    add(report.sent, (at) => ({ kind: 'report', at, id, report }));
    if (report.receipt) add(report.receipt.stamp, (at) => ({ kind: 'receipt', at, id, report }));
  }
  for (const [id, extension] of task.extensions) {
    add(extension.asked, (at) => ({ kind: 'extension_asked', at, id, extension }));
    if (extension.state !== 'asked') {
      add(extension.decided, (at) => ({ kind: 'extension_decided', at, id, extension }));
    }
  }
  if (task.status === 'done' || task.status === 'withdrawn') {
    const kind = task.status;
    add(task.ended, (at) => ({ kind, at }));
  }
  // What one command made keeps its order: a task is done by its confirmed report.
  return moments.sort((a, b) => a.seq - b.seq).map(({ moment }) => moment);
}

// Sharing a figure out among parts: as even as whole steps allow, the first take what is over.
export function splitFigure(total: number, parts: number, step = 1000): number[] {
  if (parts <= 0) return [];
  const steps = Math.round(total / step);
  const each = Math.floor(steps / parts);
  const over = steps - each * parts;
  return Array.from({ length: parts }, (_, index) => (each + (index < over ? 1 : 0)) * step);
}

// Shares of a whole are the same for each part; amounts add up.
export const addsUp = (measure: string): boolean => measure.trim() !== '%';

// "1.250,5" or "1250.5" as an office writes it → 1 250 500 thousandths; null: not a figure.
export function parseAmount(written: string, language: 'vi' | 'en'): number | null {
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const plain = written.replace(/\s/g, '').replaceAll(group, '').replace(point, '.');
  if (!/^-?\d+(\.\d{1,3})?$/.test(plain)) return null;
  return Math.round(Number(plain) * 1000);
}

export function formatAmount(thousandths: number, locale: string): string {
  return (thousandths / 1000).toLocaleString(locale, { maximumFractionDigits: 3 });
}
