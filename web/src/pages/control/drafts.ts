import { createContext, useContext, useState } from 'react';

export interface NoteDraft {
  readonly words: string;
  readonly themes: readonly number[];
  // The turn in which the note was begun: it stays that turn's though the floor moves on.
  readonly turn: number;
}

export interface ConclusionDraft {
  readonly words: string;
  readonly from: number; // the version that it grew from
}

export const noNote: NoteDraft = { words: '', themes: [], turn: 0 };

// What is being written outlives the drawer in which it is written.
export class Drafts {
  note: NoteDraft = noNote;
  conclusion: ConclusionDraft | null = null;
}

export const DraftsContext = createContext(new Drafts());

export function useNoteDraft(): readonly [NoteDraft, (draft: NoteDraft) => void] {
  const drafts = useContext(DraftsContext);
  const [draft, setDraft] = useState(drafts.note);
  return [
    draft,
    (next) => {
      drafts.note = next;
      setDraft(next);
    },
  ];
}

export function useConclusionDraft(): readonly [
  ConclusionDraft | null,
  (draft: ConclusionDraft | null) => void,
] {
  const drafts = useContext(DraftsContext);
  const [draft, setDraft] = useState(drafts.conclusion);
  return [
    draft,
    (next) => {
      drafts.conclusion = next;
      setDraft(next);
    },
  ];
}
