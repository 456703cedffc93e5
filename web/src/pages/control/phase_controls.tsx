import { useState } from 'react';
import type { Header } from '../../core/conference/views';
import { conferencePath } from '../../core/route';
import { useApp, useText } from '../../hooks';
import { useLive } from '../../live';
import { PauseIcon, PlayIcon, StopIcon } from '../../tiles/live_icons';
import { goTo } from '../page_link';
import { AskDialog } from './ask_dialog';

type Question = 'open' | 'close' | 'pause';

// Opening, pausing and closing the conference. What cannot be undone asks first.
export function PhaseControls({ header }: { readonly header: Header }) {
  const { send, conference } = useLive();
  const { go } = useApp();
  const minutes = conferencePath(conference, 'minutes');
  const text = useText();
  const [question, setQuestion] = useState<Question | null>(null);
  const { phase, quorum } = header;
  const done = () => setQuestion(null);
  return (
    <span className="phase-controls">
      {phase === 'convened' && (
        <button
          className="button button-main button-small"
          onClick={() =>
            quorum ? void send('conference.open', { without_quorum: false }) : setQuestion('open')
          }
        >
          <PlayIcon />
          {text.get('conference_open')}
        </button>
      )}
      {phase === 'paused' && (
        <button
          className="button button-main button-small"
          onClick={() => void send('conference.resume', {})}
        >
          <PlayIcon />
          {text.get('conference_resume')}
        </button>
      )}
      {phase === 'in_session' && (
        <button
          className="button button-small"
          title={text.get('conference_pause')}
          onClick={() => setQuestion('pause')}
        >
          <PauseIcon />
          {text.get('conference_pause')}
        </button>
      )}
      {(phase === 'in_session' || phase === 'paused') && (
        <button
          className="button button-small"
          title={text.get('conference_close')}
          onClick={() => setQuestion('close')}
        >
          <StopIcon />
          {text.get('conference_close')}
        </button>
      )}
      {phase === 'closed' && (
        <a className="button button-main button-small" href={minutes} onClick={goTo(go, minutes)}>
          {text.get('demo_act_close_done')}
        </a>
      )}
      {question === 'open' && (
        <AskDialog
          title={text.get('ask_open_title')}
          lead={text.get('ask_open_lead', {
            present: header.sums.present,
            expected: header.sums.expected,
          })}
          verb={text.get('ask_open_verb')}
          onYes={() => void send('conference.open', { without_quorum: true })}
          onDone={done}
        />
      )}
      {question === 'pause' && (
        <AskDialog
          title={text.get('ask_pause_title')}
          lead={text.get('ask_pause_lead')}
          verb={text.get('conference_pause')}
          field={text.get('ask_pause_reason')}
          onYes={(reason) => void send('conference.pause', { reason })}
          onDone={done}
        />
      )}
      {question === 'close' && (
        <AskDialog
          title={text.get('ask_close_title')}
          lead={text.get('ask_close_lead')}
          verb={text.get('conference_close')}
          onYes={() => void send('conference.close', {}).then((done) => done && go(minutes))}
          onDone={done}
        />
      )}
    </span>
  );
}
