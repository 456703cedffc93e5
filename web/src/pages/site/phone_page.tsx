import { useState } from 'react';
import type { SiteView } from '../../core/conference/views';
import { usePageTitle, useText } from '../../hooks';
import { useLive, useWallClock } from '../../live';
import { RefusalNotice } from '../../panels/refusal_notice';
import { CheckIcon, WarningIcon } from '../../tiles/icons';
import { HandIcon, MessageIcon, UndoIcon } from '../../tiles/live_icons';
import { LanguageSwitch } from '../page_frame';
import { MessageForm } from './asks';
import { NowSpeaking } from './now_speaking';
import { PhoneVote } from './phone_vote';
import { SiteGate, type SitePageProps } from './site_gate';
import { useOwnRequest } from './use_own_request';

interface Props {
  readonly conference: number;
  readonly site: number;
}

export function PhonePage({ conference, site }: Props) {
  return (
    <SiteGate conference={conference} site={site}>
      {(props) => <Phone {...props} />}
    </SiteGate>
  );
}

// A delegate's phone: no picture, no sound, works with one bar of signal.
function Phone({ view, place, stale }: SitePageProps) {
  const text = useText();
  const heading = usePageTitle(view.title);
  const voting = view.vote.vote > 0 && view.vote.spec.electorate === 'delegates';
  return (
    <div className="phone" data-stale={stale !== null || undefined}>
      <header className="strip-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {view.title}
          </h1>
          <p className="muted small">
            {view.name} · {text.get(`phase_${view.phase}`)} · <Time />
          </p>
        </div>
        <LanguageSwitch />
      </header>
      {stale !== null && (
        <p className="strip-stale" role="status">
          <WarningIcon />
          <span>{text.count('stale', stale)}</span>
        </p>
      )}
      <main className="phone-main">
        <NowSpeaking view={view} />
        <Hand view={view} />
        <Message view={view} />
      </main>
      {voting && place && <PhoneVote key={view.vote.vote} view={view} place={place} />}
      <RefusalNotice site={(id) => (id === view.site ? view.name : '')} item={() => ''} />
    </div>
  );
}

function Time() {
  return <time className="tabular">{useWallClock()}</time>;
}

function Hand({ view }: { readonly view: SiteView }) {
  const { send } = useLive();
  const text = useText();
  const own = useOwnRequest(view);
  const [subject, setSubject] = useState('');
  const open = view.phase === 'in_session';
  const raise = () =>
    own.raising(() => send('queue.raise', { site: view.site, subject: subject.trim() }));
  if (own.request) {
    const { request } = own.request;
    return (
      <section className="room-card">
        <p className="phone-raised" role="status">
          <HandIcon />
          <span>
            <strong>{text.get('hand_raised')}</strong>
            <span className="muted small">
              {text.get(own.atCentre ? 'hand_at_centre' : 'hand_in_room')}
            </span>
          </span>
        </p>
        <button
          className="button button-wide"
          onClick={() => void send('queue.lower', { request })}
        >
          <UndoIcon />
          {text.get('hand_lower')}
        </button>
      </section>
    );
  }
  return (
    <section className="room-card">
      <label className="field">
        <span className="field-label">{text.get('hand_subject')}</span>
        <input
          className="field-input"
          value={subject}
          maxLength={200}
          onChange={(event) => setSubject(event.target.value)}
        />
      </label>
      <button className="ask-button ask-main" disabled={!open} onClick={raise}>
        <HandIcon />
        <span>
          {text.get('ask_floor')}
          {!open && <small>{text.get('ask_floor_later')}</small>}
        </span>
      </button>
    </section>
  );
}

function Message({ view }: { readonly view: SiteView }) {
  const { send } = useLive();
  const text = useText();
  const [writing, setWriting] = useState(false);
  const [sent, setSent] = useState(false);
  const post = (words: string) =>
    void send('message.send', { site: view.site, to: 'secretariat', text: words }).then((done) => {
      setSent(done);
      if (done) setWriting(false);
    });
  return (
    <section className="room-card">
      <button
        className="ask-button"
        aria-expanded={writing}
        onClick={() => {
          setSent(false);
          setWriting(!writing);
        }}
      >
        <MessageIcon />
        <span>
          {text.get('ask_secretary')}
          {sent && (
            <small className="ask-sent" role="status">
              <CheckIcon />
              {text.get('message_sent')}
            </small>
          )}
        </span>
      </button>
      {writing && <MessageForm onSend={post} />}
    </section>
  );
}
