import { useId, useState, type SubmitEvent } from 'react';
import type { ControlRoomView, Electorate, VoteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { VoteResult } from '../../panels/vote_result';
import { AskDialog } from './ask_dialog';

// Putting a question to the vote, and what came of those before.
export function VotePanel({ view }: { readonly view: ControlRoomView }) {
  const text = useText();
  return (
    <div className="vote-panel">
      {view.vote.vote > 0 ? (
        <OpenVote vote={view.vote} />
      ) : view.header.phase === 'in_session' ? (
        <VoteForm />
      ) : (
        <p className="muted">{text.get('vote_off_session')}</p>
      )}
      {[...view.votes].reverse().map((vote) => (
        <VoteResult key={vote.vote} vote={vote} />
      ))}
    </div>
  );
}

function OpenVote({ vote: { vote, spec, took_part, entitled } }: { readonly vote: VoteView }) {
  const { send } = useLive();
  const text = useText();
  const [cancelling, setCancelling] = useState(false);
  return (
    <section className="vote-open">
      <p className="overline">{text.get('vote_is_open')}</p>
      <h3>{spec.question}</h3>
      <p className="muted small">
        {text.get(`electorate_${spec.electorate}`)}
        {spec.secret && ` · ${text.get('vote_secret')}`}
      </p>
      <p className="vote-part tabular">
        {text.get('vote_took_part', { part: took_part, of: entitled })}
      </p>
      <progress value={took_part} max={Math.max(1, entitled)} aria-label={text.get('vote_part')} />
      <p className="note-form-foot">
        <button className="button button-small" onClick={() => setCancelling(true)}>
          {text.get('vote_cancel')}
        </button>
        <button
          className="button button-main button-small"
          onClick={() => void send('vote.close', { vote })}
        >
          {text.get('vote_close')}
        </button>
      </p>
      {cancelling && (
        <AskDialog
          title={text.get('vote_cancel')}
          lead={text.get('vote_cancel_lead')}
          verb={text.get('vote_cancel')}
          field={text.get('ask_pause_reason')}
          onYes={(reason) => void send('vote.cancel', { vote, reason })}
          onDone={() => setCancelling(false)}
        />
      )}
    </section>
  );
}

const kElectorates: readonly Electorate[] = ['sites', 'hands', 'delegates'];

function VoteForm() {
  const { send } = useLive();
  const text = useText();
  const id = useId();
  const [question, setQuestion] = useState('');
  const [labels, setLabels] = useState(() => text.steps('vote_labels').join('\n'));
  const [electorate, setElectorate] = useState<Electorate>('sites');
  const [secret, setSecret] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const choices = labels
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean);
    void send('vote.open', {
      spec: {
        question: question.trim(),
        labels: choices,
        electorate,
        secret: secret && electorate !== 'hands',
      },
    });
  };
  return (
    <form className="vote-form" onSubmit={submit}>
      <label className="field">
        <span className="field-label">{text.get('vote_question')}</span>
        <textarea
          className="field-input"
          rows={2}
          maxLength={500}
          value={question}
          autoFocus
          onChange={(event) => setQuestion(event.target.value)}
        />
      </label>
      <label className="field">
        <span className="field-label">{text.get('vote_choices')}</span>
        <textarea
          className="field-input"
          rows={3}
          value={labels}
          onChange={(event) => setLabels(event.target.value)}
        />
      </label>
      <label className="field" htmlFor={id}>
        <span className="field-label">{text.get('vote_who')}</span>
        <select
          id={id}
          className="field-input"
          value={electorate}
          onChange={(event) => setElectorate(event.target.value as Electorate)}
        >
          {kElectorates.map((one) => (
            <option key={one} value={one}>
              {text.get(`electorate_${one}`)}
            </option>
          ))}
        </select>
      </label>
      {electorate !== 'hands' && (
        <label className="check">
          <input
            type="checkbox"
            checked={secret}
            onChange={(event) => setSecret(event.target.checked)}
          />
          <span>
            {text.get('vote_secret')}
            <span className="muted small check-hint">{text.get('vote_secret_lead')}</span>
          </span>
        </label>
      )}
      <p className="muted small">{text.get('vote_not_for')}</p>
      <button className="button button-main" type="submit" disabled={!question.trim()}>
        {text.get('vote_open')}
      </button>
    </form>
  );
}
