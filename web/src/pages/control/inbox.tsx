import { memo, useState, type SubmitEvent } from 'react';
import type {
  ControlRoomView,
  IncidentView,
  MessageView,
  NoticeView,
} from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CheckIcon, CloseIcon, WarningIcon } from '../../tiles/icons';
import { MessageIcon, WrenchIcon } from '../../tiles/live_icons';

type SiteName = (site: number) => string;

interface Props {
  readonly view: Pick<ControlRoomView, 'messages' | 'notices' | 'incidents'>;
  readonly siteName: SiteName;
}

// What comes from the rooms and waits for an answer, and what is shown to them.
export function Inbox({ view: { messages, notices, incidents }, siteName }: Props) {
  const text = useText();
  const waiting = messages.length + incidents.length;
  return (
    <section className="inbox" aria-label={text.get('inbox')}>
      <h2>
        {text.get('inbox')}
        {waiting > 0 && <span className="count tabular">{waiting}</span>}
      </h2>
      <div className="inbox-list">
        {waiting + notices.length === 0 && <p className="muted small">{text.get('inbox_empty')}</p>}
        {incidents.map((one) => (
          <Incident key={`i${one.incident}`} incident={one} siteName={siteName} />
        ))}
        {messages.map((one) => (
          <Message key={`m${one.message}`} message={one} siteName={siteName} />
        ))}
        {notices.map((one) => (
          <Notice key={`n${one.notice}`} notice={one} />
        ))}
      </div>
      <NoticeForm />
    </section>
  );
}

interface IncidentProps {
  readonly incident: IncidentView;
  readonly siteName: SiteName;
}

const Incident = memo(function Incident({ incident, siteName }: IncidentProps) {
  const { send } = useLive();
  const text = useText();
  return (
    <div className="letter" data-kind="incident">
      <WarningIcon />
      <p>
        <strong>{siteName(incident.site)}</strong> {text.get(`incident_${incident.kind}`)}
        {incident.text && ` · ${incident.text}`}
        <time className="tabular">{text.clock(incident.opened)}</time>
      </p>
      <button
        className="icon-button icon-small"
        aria-label={text.get('incident_resolve')}
        title={text.get('incident_resolve')}
        onClick={() => void send('incident.resolve', { incident: incident.incident, outcome: '' })}
      >
        <CheckIcon />
      </button>
    </div>
  );
});

interface MessageProps {
  readonly message: MessageView;
  readonly siteName: SiteName;
}

const Message = memo(function Message({ message, siteName }: MessageProps) {
  const { send } = useLive();
  const text = useText();
  const [answering, setAnswering] = useState(false);
  const [answer, setAnswer] = useState('');
  const reply = (words: string) =>
    void send('message.answer', { message: message.message, answer: words });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    reply(answer.trim());
  };
  return (
    <div className="letter" data-kind="message">
      {message.to === 'technician' ? <WrenchIcon /> : <MessageIcon />}
      <p>
        <strong>{siteName(message.site)}</strong> {message.text || text.get('calls_technician')}
        <time className="tabular">{text.clock(message.sent)}</time>
      </p>
      <button className="button button-small" onClick={() => setAnswering(!answering)}>
        {text.get('message_reply')}
      </button>
      <button
        className="icon-button icon-small"
        aria-label={text.get('message_seen')}
        title={text.get('message_seen')}
        onClick={() => reply('')}
      >
        <CheckIcon />
      </button>
      {answering && (
        <form className="letter-answer" onSubmit={submit}>
          <input
            className="field-input field-small"
            aria-label={text.get('message_reply')}
            value={answer}
            maxLength={500}
            autoFocus
            onChange={(event) => setAnswer(event.target.value)}
          />
          <button className="button button-small" type="submit" disabled={!answer.trim()}>
            {text.get('send')}
          </button>
        </form>
      )}
    </div>
  );
});

const Notice = memo(function Notice({ notice }: { readonly notice: NoticeView }) {
  const { send } = useLive();
  const text = useText();
  return (
    <div className="letter" data-kind="notice">
      <MessageIcon />
      <p>
        <strong>
          {notice.sites.length === 0
            ? text.get('notice_to_all')
            : text.count('notice_to', notice.sites.length)}
        </strong>{' '}
        {notice.text}
      </p>
      <button
        className="icon-button icon-small"
        aria-label={text.get('notice_clear')}
        title={text.get('notice_clear')}
        onClick={() => void send('notice.clear', { notice: notice.notice })}
      >
        <CloseIcon />
      </button>
    </div>
  );
});

function NoticeForm() {
  const { send } = useLive();
  const text = useText();
  const [words, setWords] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!words.trim()) return;
    void send('notice.send', { text: words.trim(), sites: [], urgent: false }).then((sent) => {
      if (sent) setWords('');
    });
  };
  return (
    <form className="notice-form" onSubmit={submit}>
      <input
        className="field-input field-small"
        placeholder={text.get('notice_placeholder')}
        aria-label={text.get('notice_placeholder')}
        value={words}
        maxLength={500}
        onChange={(event) => setWords(event.target.value)}
      />
      <button className="button button-small" type="submit">
        {text.get('send')}
      </button>
    </form>
  );
}
