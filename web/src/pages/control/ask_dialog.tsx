import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { useText } from '../../hooks';

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly verb: string;
  // A line to be written, if one is asked for.
  readonly field?: string;
  readonly onYes: (text: string) => void;
  readonly onDone: () => void;
}

// Asks once before what cannot be taken back.
export function AskDialog({ title, lead, verb, field, onYes, onDone }: Props) {
  const text = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [written, setWritten] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onYes(written.trim());
    onDone();
  };
  return (
    <dialog ref={dialog} className="ask" aria-labelledby={id} onClose={onDone}>
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        <p>{lead}</p>
        {field && (
          <label className="field">
            <span className="field-label">{field}</span>
            <input
              className="field-input"
              value={written}
              maxLength={200}
              autoFocus
              onChange={(event) => setWritten(event.target.value)}
            />
          </label>
        )}
        <p className="ask-buttons">
          <button type="button" className="button" onClick={onDone}>
            {text.get('cancel')}
          </button>
          <button type="submit" className="button button-main">
            {verb}
          </button>
        </p>
      </form>
    </dialog>
  );
}
