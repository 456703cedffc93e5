import type { RequestView, SiteView } from '../../core/conference/views';
import { captionOf, inOneLine } from '../../core/conference/caption';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CloseIcon } from '../../tiles/icons';
import { BellIcon, HandIcon, MessageIcon, UpIcon } from '../../tiles/live_icons';

const kShown = 4;

// Notices from the centre, what the room wrote with its answers, and hands from the room's phones.
export function Letters({ view }: { readonly view: SiteView }) {
  const text = useText();
  const messages = view.messages.slice(-kShown).reverse();
  return (
    <>
      {view.own_queue.length > 0 && (
        <section className="room-card">
          <h2>{text.get('own_queue')}</h2>
          {view.own_queue.map((request) => (
            <LocalRequest key={request.request} request={request} view={view} />
          ))}
        </section>
      )}
      {view.notices.length > 0 && (
        <section className="room-card" aria-live="polite">
          <h2>{text.get('notices')}</h2>
          {view.notices.map((notice) => (
            <p key={notice.notice} className="room-letter" data-urgent={notice.urgent || undefined}>
              <BellIcon />
              <span>{notice.text}</span>
              <time className="tabular muted">{text.clock(notice.sent)}</time>
            </p>
          ))}
        </section>
      )}
      {messages.length > 0 && (
        <section className="room-card" aria-live="polite">
          <h2>{text.get('own_messages')}</h2>
          {messages.map((message) => (
            <div key={message.message} className="room-letter">
              <MessageIcon />
              <span>
                {message.text || text.get('ask_technician')}
                <span className="muted small room-answer">
                  {message.answered
                    ? message.answer || text.get('message_was_seen')
                    : text.get('message_waits')}
                </span>
              </span>
              <time className="tabular muted">{text.clock(message.sent)}</time>
            </div>
          ))}
        </section>
      )}
    </>
  );
}

interface RequestProps {
  readonly request: RequestView;
  readonly view: SiteView;
}

function LocalRequest({ request, view }: RequestProps) {
  const { send } = useLive();
  const text = useText();
  const who = inOneLine(captionOf(request.speaker, view.names, ''));
  const words =
    [who, request.subject].filter(Boolean).join(' · ') || text.get('request_no_subject');
  return (
    <div className="room-letter">
      <HandIcon />
      <span>{words}</span>
      <button
        className="button button-small"
        onClick={() => void send('queue.forward', { request: request.request })}
      >
        <UpIcon />
        {text.get('queue_forward')}
      </button>
      <button
        className="icon-button icon-small"
        aria-label={text.get('queue_drop')}
        onClick={() => void send('queue.lower', { request: request.request })}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
