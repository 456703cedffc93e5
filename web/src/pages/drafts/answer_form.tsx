import { useId, useState, type KeyboardEvent } from 'react';
import type { LedgerRow } from '../../core/office/drafts';
import { useText } from '../../hooks';
import type { DraftSender } from './draft_page';

interface Props {
  readonly row: LedgerRow;
  readonly sender: DraftSender;
  readonly onDone: (answered: boolean) => void;
}

// Absorbed as written, or explained why not: every comment gets one of the two. Ctrl+Enter sends.
export function AnswerForm({ row, sender, onDone }: Props) {
  const text = useText();
  const id = useId();
  const [kind, setKind] = useState<'absorbed' | 'explained'>(row.answer ?? 'absorbed');
  const [words, setWords] = useState(row.answer_text);
  // How it stood when the answer was begun: another's answer in between is refused, not covered.
  const [seen] = useState(row.answers);
  const ready = kind === 'absorbed' || words.trim() !== '';
  const send = async () => {
    if (!ready) return;
    const { comment } = row;
    const done =
      kind === 'absorbed'
        ? await sender.send('comment.absorb', { comment, text: words.trim(), seen })
        : await sender.send('comment.explain', { comment, why: words.trim(), seen });
    if (done) onDone(true);
  };
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onDone(false);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  };
  return (
    <div className="answer-form" onKeyDown={onKey}>
      <fieldset className="choices">
        <legend className="sr-only">{text.get('answer_kind')}</legend>
        {(['absorbed', 'explained'] as const).map((one) => (
          <label key={one} data-on={kind === one || undefined}>
            <input
              className="sr-only"
              type="radio"
              name={`${id}-kind`}
              checked={kind === one}
              onChange={() => setKind(one)}
            />
            {text.get(`answer_${one}`)}
          </label>
        ))}
      </fieldset>
      <textarea
        className="field-input"
        aria-label={text.get(kind === 'absorbed' ? 'answer_as' : 'answer_why')}
        placeholder={text.get(kind === 'absorbed' ? 'answer_as' : 'answer_why')}
        rows={3}
        autoFocus
        maxLength={10_000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className="margin-acts">
        <button className="button-quiet" onClick={() => onDone(false)}>
          {text.get('cancel')}
        </button>
        <button
          className="button button-main button-small"
          aria-disabled={!ready}
          onClick={() => void send()}
        >
          {text.get('answer_send')}
        </button>
      </p>
    </div>
  );
}
