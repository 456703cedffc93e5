// What the minutes are written from (src/conference/minutes.h), as lines in the order of events.
import { captionOf, inOneLine } from './caption';
import type { Names, Phase, Speaker } from './views';

interface Stamp {
  readonly seq: number;
  readonly at: number;
}

export type StepKind =
  | 'opened'
  | 'item'
  | 'filed'
  | 'speech'
  | 'pause'
  | 'quorum_lost'
  | 'succession'
  | 'vote'
  | 'conclusion'
  | 'closed';

export interface MinutesView {
  readonly call: { readonly title: string; readonly unit: number };
  readonly closed: Stamp;
  readonly attendance: {
    readonly sites: readonly { readonly site: number; readonly name: string }[];
  };
  readonly sequence: readonly {
    readonly kind: StepKind;
    readonly from: Stamp;
    readonly turn: number;
    readonly text: string;
  }[];
  readonly opinions: readonly {
    readonly turn: number;
    readonly site: number;
    readonly speaker: Speaker;
    readonly notes: readonly {
      readonly note: number;
      readonly text: string;
      readonly stamp: Stamp;
    }[];
  }[];
  readonly conclusion: { readonly text: string; readonly stamp: Stamp };
  readonly names: Names;
}

// The conclusion alone, for who has a task from it.
export interface ConclusionView {
  readonly title: string;
  readonly unit: number;
  readonly chair: { readonly person: number; readonly post: number };
  readonly phase: Phase;
  readonly closed: number;
  readonly conclusion: { readonly seq: number; readonly at: number; readonly text: string };
  readonly names: Names;
}

export interface MinutesLine {
  readonly seq: number;
  readonly at: number;
  readonly kind: StepKind | 'note';
  readonly who: string;
  readonly text: string;
}

// One event may make two lines (a grant that began its item): the anchor is the first one's.
export function minutesLines(view: MinutesView): MinutesLine[] {
  const sites = new Map(view.attendance.sites.map((one) => [one.site, one.name]));
  const spoken = new Map(view.opinions.map((one) => [one.turn, one]));
  const whoOf = (turn: number): string => {
    const opinion = spoken.get(turn);
    if (!opinion || turn === 0) return '';
    return inOneLine(captionOf(opinion.speaker, view.names, sites.get(opinion.site) ?? ''));
  };
  const steps = view.sequence.map((one): MinutesLine => {
    const text = one.kind === 'conclusion' ? view.conclusion.text : one.text;
    return { ...one.from, kind: one.kind, who: whoOf(one.turn), text };
  });
  const notes = view.opinions.flatMap((one) =>
    one.notes.map((note): MinutesLine => {
      return { ...note.stamp, kind: 'note', who: whoOf(one.turn), text: note.text };
    }),
  );
  return [...steps, ...notes].sort((a, b) => a.seq - b.seq);
}
