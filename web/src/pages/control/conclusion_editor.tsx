import type { Phase } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CheckIcon, WarningIcon } from '../../tiles/icons';
import { useConclusionDraft } from './drafts';

interface Props {
  readonly text: string;
  readonly version: number;
  readonly adopted: number;
  readonly phase: Phase;
}

// The draft conclusion. Two who write at once are told, and nothing that was written is lost.
export function ConclusionEditor({ text: saved, version, adopted, phase }: Props) {
  const { send } = useLive();
  const text = useText();
  const [draft, setDraft] = useConclusionDraft();
  const words = draft?.words ?? saved;
  const overtaken = draft !== null && draft.from !== version;
  const save = () => {
    if (!draft) return;
    void send('conclusion.draft', { text: draft.words, seen: draft.from }).then((done) => {
      if (done) setDraft(null);
    });
  };
  return (
    <section className="conclusion">
      <h3>
        {text.get('conclusion')}
        <span className="muted small tabular">
          {version > 0 && text.get('conclusion_version', { version })}
        </span>
        {adopted > 0 && adopted === version && (
          <span className="conclusion-adopted small">
            <CheckIcon />
            {text.get('conclusion_adopted')}
          </span>
        )}
      </h3>
      <textarea
        className="field-input conclusion-text"
        aria-label={text.get('conclusion')}
        placeholder={text.get('conclusion_placeholder')}
        value={words}
        onChange={(event) => setDraft({ words: event.target.value, from: draft?.from ?? version })}
      />
      {overtaken && (
        <div className="conclusion-overtaken" role="alert">
          <WarningIcon />
          <span>{text.get('conclusion_overtaken', { version })}</span>
          <button className="button button-small" onClick={() => setDraft(null)}>
            {text.get('conclusion_theirs')}
          </button>
          <button
            className="button button-small"
            onClick={() => setDraft({ words, from: version })}
          >
            {text.get('conclusion_mine')}
          </button>
        </div>
      )}
      <p className="note-form-foot">
        <button
          className="button button-small"
          disabled={draft === null || overtaken}
          onClick={save}
        >
          {text.get('conclusion_save')}
        </button>
        <button
          className="button button-main button-small"
          disabled={
            draft !== null || version === 0 || adopted === version || phase !== 'in_session'
          }
          onClick={() => void send('conclusion.adopt', { version })}
        >
          {text.get('conclusion_adopt')}
        </button>
      </p>
    </section>
  );
}
