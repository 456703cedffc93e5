import { useState } from 'react';
import type { CommentCommands, DraftClauses, DraftLine } from '../../core/conference/after_views';
import { digits } from '../../core/conference/turn_clock';
import type { Note, SynthesisView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useSender, useView } from '../../live';
import { Refusals } from '../../panels/refusal_notice';
import { CheckIcon } from '../../tiles/icons';

interface Props {
  readonly conference: number;
  readonly view: SynthesisView;
}

// What was said, on its way into the draft: a note becomes a comment on a clause.
export function NotesToDraft({ conference, view }: Props) {
  const text = useText();
  const [chosen, setChosen] = useState<number | null>(null);
  const [done, setDone] = useState<ReadonlySet<number>>(new Set());
  const note = view.notes.find(([id]) => id === chosen)?.[1];
  if (view.notes.length === 0) return <p className="muted">{text.get('notes_none_taken')}</p>;
  return (
    <div className="desk-columns">
      <section aria-label={text.get('minutes_notes')}>
        <ul className="desk-list">
          {view.notes.map(([id, one]) => (
            <li key={id} className="desk-row">
              <span className="desk-row-words">
                <span>{one.text}</span>
                <span className="small muted tabular">{describe(one, view, text)}</span>
              </span>
              {done.has(id) && (
                <span className="conclusion-adopted small">
                  <CheckIcon />
                  {text.get('note_carried')}
                </span>
              )}
              <button
                className="button button-small"
                aria-pressed={id === chosen}
                onClick={() => setChosen(id === chosen ? null : id)}
              >
                {text.get('note_to_draft')}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {note && chosen !== null ? (
        <CommentForm
          key={chosen}
          conference={conference}
          id={chosen}
          note={note}
          onDone={() => {
            setDone(new Set([...done, chosen]));
            setChosen(null);
          }}
        />
      ) : (
        <p className="desk-aside muted">{text.get('note_choose')}</p>
      )}
    </div>
  );
}

function describe(note: Note, view: SynthesisView, text: ReturnType<typeof useText>): string {
  const themes = note.themes.map(
    (theme) => view.themes.find((one) => one.theme === theme)?.name ?? '',
  );
  const moment = note.turn > 0 ? digits(note.into_turn_ms) : text.clock(note.taken.at);
  return [view.names.units[String(note.unit)] ?? '', moment, ...themes].filter(Boolean).join(' · ');
}

interface FormProps {
  readonly conference: number;
  readonly id: number;
  readonly note: Note;
  readonly onDone: () => void;
}

function CommentForm({ conference, id, note, onDone }: FormProps) {
  const text = useText();
  const shown = useView<{ readonly drafts: readonly DraftLine[] }>('drafts');
  const [draft, setDraft] = useState(0);
  const drafts =
    shown.status === 'shown' ? shown.state.drafts.filter((one) => one.phase === 'circulated') : [];
  const first = drafts[0];
  const chosen = draft || (first?.draft ?? 0);
  return (
    <div className="desk-aside desk-form comment-card">
      <h2>{text.get('note_to_draft')}</h2>
      {shown.status === 'loading' && <p className="muted">{text.get('view_loading')}</p>}
      {shown.status === 'refused' && <p className="muted">{text.get('drafts_none_out')}</p>}
      {shown.status === 'shown' && drafts.length === 0 && (
        <p className="muted">{text.get('drafts_none_out')}</p>
      )}
      {drafts.length > 0 && (
        <label className="field">
          <span className="field-label">{text.get('note_draft')}</span>
          <select
            className="field-input"
            value={chosen}
            onChange={(event) => setDraft(Number(event.target.value))}
          >
            {drafts.map((one) => (
              <option key={one.draft} value={one.draft}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {chosen > 0 && (
        <ClauseForm
          key={chosen}
          draft={chosen}
          conference={conference}
          id={id}
          note={note}
          onDone={onDone}
        />
      )}
    </div>
  );
}

function ClauseForm({ draft, conference, id, note, onDone }: FormProps & { draft: number }) {
  const text = useText();
  const shown = useView<DraftClauses>(`draft/${draft}`);
  const sender = useSender<CommentCommands>(`draft/${draft}`);
  const [clause, setClause] = useState(0);
  const [words, setWords] = useState(note.text);
  if (shown.status !== 'shown') return <p className="muted">{text.get('view_loading')}</p>;
  const source = { conference, note: id, turn: note.turn, paper: 0, event: note.taken.seq };
  const make = () =>
    void sender
      .send('comment.make', { clause, unit: note.unit, text: words.trim(), source })
      .then((done) => done && onDone());
  return (
    <>
      <label className="field">
        <span className="field-label">{text.get('note_clause')}</span>
        <select
          className="field-input"
          value={clause}
          onChange={(event) => setClause(Number(event.target.value))}
        >
          <option value={0}>{text.get('note_whole')}</option>
          {shown.state.page.circulated.map((line) => (
            <option key={line.clause.id} value={line.clause.id}>
              {[line.label, line.clause.heading || line.clause.text.slice(0, 60)]
                .filter(Boolean)
                .join(' ')}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="field-label">{text.get('note_opinion')}</span>
        <textarea
          className="field-input"
          rows={5}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <p className="ask-buttons">
        <button className="button button-main" disabled={!words.trim()} onClick={make}>
          {text.get('note_carry')}
        </button>
      </p>
      <Refusals sender={sender} />
    </>
  );
}
