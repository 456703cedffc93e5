import { memo, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { captionOf } from '../../core/conference/caption';
import { digits } from '../../core/conference/turn_clock';
import type { ControlRoomView, Note, SynthesisView, Theme } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive, useView } from '../../live';
import { CloseIcon } from '../../tiles/icons';
import { TurnClock } from '../../tiles/turn_clock';
import { noNote, useNoteDraft } from './drafts';
import { ThemeChips } from './theme_chips';

interface Props {
  readonly view: ControlRoomView;
  readonly siteName: (site: number) => string;
}

// What is said, written down as it is said: tied to the turn, its moment and its unit.
export function NotesPanel({ view, siteName }: Props) {
  const text = useText();
  const shown = useView<SynthesisView>(`conference/${view.conference}/synthesis`);
  const turn = view.floor.holders[view.floor.holders.length - 1];
  if (shown.status === 'refused') {
    return <p className="muted">{shown.refusal.messages?.[text.language]}</p>;
  }
  if (shown.status === 'loading') return <p className="muted">{text.get('view_loading')}</p>;
  const { themes, notes, names } = shown.state;
  return (
    <div className="notes">
      <p className="notes-turn">
        {turn ? (
          <>
            <strong>{captionOf(turn.speaker, view.names, turn.site_name).name}</strong>
            <TurnClock clock={turn.clock} />
          </>
        ) : (
          <span className="muted">{text.get('note_no_turn')}</span>
        )}
      </p>
      <NoteForm themes={themes} turn={turn?.turn ?? 0} />
      <ol className="notes-list">
        {[...notes].reverse().map(([id, note]) => (
          <NoteRow
            key={id}
            id={id}
            note={note}
            themes={themes}
            who={names.units[String(note.unit)] ?? siteName(note.site)}
          />
        ))}
      </ol>
      {notes.length === 0 && <p className="muted small">{text.get('notes_empty')}</p>}
    </div>
  );
}

interface FormProps {
  readonly themes: readonly Theme[];
  readonly turn: number;
}

function NoteForm({ themes, turn }: FormProps) {
  const { send } = useLive();
  const text = useText();
  const [draft, setDraft] = useNoteDraft();
  const area = useRef<HTMLTextAreaElement>(null);
  const { words, themes: chosen } = draft;
  const write = (next: string) =>
    setDraft({ ...draft, words: next, turn: words === '' ? turn : draft.turn });
  const submit = (event: SubmitEvent | KeyboardEvent) => {
    event.preventDefault();
    if (!words.trim()) return;
    const note = { text: words.trim(), themes: chosen, turn: draft.turn };
    void send('note.take', note).then((taken) => {
      if (!taken) return;
      setDraft(noNote);
      area.current?.focus();
    });
  };
  return (
    <form className="note-form" onSubmit={submit}>
      <textarea
        ref={area}
        className="field-input note-text"
        rows={3}
        maxLength={4000}
        placeholder={text.get('note_placeholder')}
        aria-label={text.get('note_placeholder')}
        value={words}
        autoFocus
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      />
      <ThemeChips
        themes={themes}
        chosen={chosen}
        onChoose={(next) => setDraft({ ...draft, themes: next })}
      />
      <p className="note-form-foot">
        <span className="muted small">{text.get('note_keys')}</span>
        <button className="button button-main button-small" type="submit">
          {text.get('note_take')}
        </button>
      </p>
    </form>
  );
}

interface RowProps {
  readonly id: number;
  readonly note: Note;
  readonly themes: readonly Theme[];
  readonly who: string;
}

const NoteRow = memo(function NoteRow({ id, note, themes, who }: RowProps) {
  const { send } = useLive();
  const text = useText();
  const [editing, setEditing] = useState<string | null>(null);
  const change = (words: string, tags: readonly number[]) =>
    send('note.change', { note: id, text: words, themes: tags, seen: note.version });
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!editing?.trim()) return;
    void change(editing.trim(), note.themes).then((done) => {
      if (done) setEditing(null);
    });
  };
  return (
    <li className="note-row">
      <p className="note-head small">
        <strong>{who}</strong>
        <span className="muted tabular">
          {note.turn > 0 ? digits(note.into_turn_ms) : text.clock(note.taken.at)}
        </span>
        <span className="control-space" />
        <button
          className="icon-button icon-small"
          aria-label={text.get('note_remove')}
          title={text.get('note_remove')}
          onClick={() => void send('note.remove', { note: id, seen: note.version })}
        >
          <CloseIcon />
        </button>
      </p>
      {editing === null ? (
        <button
          className="note-words"
          title={text.get('note_edit')}
          onClick={() => setEditing(note.text)}
        >
          {note.text}
        </button>
      ) : (
        <form onSubmit={save}>
          <textarea
            className="field-input note-text"
            aria-label={text.get('note_edit')}
            rows={3}
            value={editing}
            autoFocus
            onChange={(event) => setEditing(event.target.value)}
          />
          <p className="note-form-foot">
            <button className="button button-small" type="button" onClick={() => setEditing(null)}>
              {text.get('cancel')}
            </button>
            <button className="button button-main button-small" type="submit">
              {text.get('save')}
            </button>
          </p>
        </form>
      )}
      <ThemeChips
        themes={themes}
        chosen={note.themes}
        onChoose={(tags) => void change(note.text, tags)}
        only={editing === null}
      />
    </li>
  );
});
