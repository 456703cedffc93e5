// What comes after a conference: its tasks and what goes into drafts (docs/api/office.md).
import type { TaskSpec } from '../office/tasks';
import type { Names } from './views';

export interface ConferenceTask {
  readonly task: number;
  readonly title: string;
  readonly giver: number;
  readonly lead: number;
  readonly head: number;
  readonly head_post: number;
  readonly status: 'given' | 'accepted' | 'done' | 'withdrawn';
  readonly deadline: string;
  readonly bucket: 'done_in_time' | 'done_late' | 'open_in_time' | 'open_overdue' | null;
}

export interface ConferenceTasks {
  readonly tasks: readonly ConferenceTask[];
  // By which event it was adopted; seq 0: it was not.
  readonly conclusion: { readonly seq: number; readonly text: string };
  readonly may_give: boolean;
  readonly names: Names;
}

// To the stream "tasks".
export interface GiveCommands {
  'task.give': { readonly spec: TaskSpec };
}

export interface DraftLine {
  readonly draft: number;
  readonly title: string;
  readonly phase: string;
  readonly version: number;
}

export interface DraftClauses {
  readonly page: {
    readonly circulated: readonly {
      readonly clause: { readonly id: number; readonly heading: string; readonly text: string };
      readonly label: string;
    }[];
  };
  readonly may: readonly string[];
}

// To a stream "draft/N".
export interface CommentCommands {
  'comment.make': {
    readonly clause: number;
    readonly unit: number;
    readonly text: string;
    readonly source: {
      readonly conference: number;
      readonly note: number;
      readonly turn: number;
      readonly paper: number;
      readonly event: number;
    };
  };
}

// The points of a conclusion, as offices write it: a line each, with or without its number.
export interface Point {
  readonly place: number; // from 1
  readonly text: string;
}

export function pointsOf(conclusion: string): Point[] {
  return conclusion
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-–•+*])\s*/, '').trim())
    .filter((line) => line !== '')
    .map((text, index) => ({ place: index + 1, text }));
}
