import { useState, type SubmitEvent } from 'react';
import type { MessageTo, SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CheckIcon } from '../../tiles/icons';
import { HandIcon, MessageIcon, UndoIcon, WrenchIcon } from '../../tiles/live_icons';

// The three things that a room asks for: the floor, help, the secretariat.
export function Asks({ view }: { readonly view: SiteView }) {
  const { send } = useLive();
  const text = useText();
  const [writing, setWriting] = useState(false);
  const [sent, setSent] = useState<MessageTo | null>(null);
  const { site } = view;
  const raised = view.own_raised[0];
  const speaks = view.turn.turn > 0;
  const ask = (to: MessageTo, words: string) =>
    send('message.send', { site, to, text: words }).then((done) => {
      if (done) setSent(to);
      return done;
    });
  return (
    <section className="asks" aria-label={text.get('asks')}>
      {raised ? (
        <button
          className="ask-button"
          data-raised
          onClick={() => void send('queue.lower', { request: raised.request })}
        >
          <UndoIcon />
          <span>
            {text.get('hand_raised')}
            <small>{text.get('hand_lower')}</small>
          </span>
        </button>
      ) : (
        <button
          className="ask-button ask-main"
          disabled={speaks || view.phase !== 'in_session'}
          onClick={() => void send('queue.raise', { site, subject: '' })}
        >
          <HandIcon />
          <span>
            {text.get('ask_floor')}
            {view.phase !== 'in_session' && <small>{text.get('ask_floor_later')}</small>}
          </span>
        </button>
      )}
      <button className="ask-button" onClick={() => void ask('technician', '')}>
        <WrenchIcon />
        <span>
          {text.get('ask_technician')}
          {sent === 'technician' && <Sent />}
        </span>
      </button>
      <button
        className="ask-button"
        aria-expanded={writing}
        onClick={() => {
          setSent(null);
          setWriting(!writing);
        }}
      >
        <MessageIcon />
        <span>
          {text.get('ask_secretary')}
          {sent === 'secretariat' && <Sent />}
        </span>
      </button>
      {writing && (
        <MessageForm
          onSend={(words) =>
            void ask('secretariat', words).then((done) => {
              if (done) setWriting(false);
            })
          }
        />
      )}
    </section>
  );
}

function Sent() {
  const text = useText();
  return (
    <small className="ask-sent" role="status">
      <CheckIcon />
      {text.get('message_sent')}
    </small>
  );
}

export function MessageForm({ onSend }: { readonly onSend: (words: string) => void }) {
  const text = useText();
  const [words, setWords] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (words.trim()) onSend(words.trim());
  };
  return (
    <form className="ask-form" onSubmit={submit}>
      <textarea
        className="field-input note-text"
        rows={2}
        maxLength={1000}
        aria-label={text.get('message_words')}
        placeholder={text.get('message_words')}
        value={words}
        autoFocus
        onChange={(event) => setWords(event.target.value)}
      />
      <button className="button button-main" type="submit">
        {text.get('send')}
      </button>
    </form>
  );
}
