import { useRef } from 'react';
import type { MicrophoneState, SiteView } from '../../core/conference/views';
import { useApp, useStore, useText } from '../../hooks';
import { siteIdentity, useLive } from '../../live';
import { MicrophoneIcon, MicrophoneOffIcon } from '../../tiles/icons';
import { LevelMeter } from '../../tiles/level_meter';
import { LineState } from '../../tiles/line_state';
import { AirIcon } from '../../tiles/live_icons';
import { StillButton } from '../../tiles/still_button';
import { TurnClock } from '../../tiles/turn_clock';
import { DeviceNotice } from '../device_notice';
import { OwnPicture } from './own_picture';

interface Props {
  readonly view: SiteView;
  readonly sends: boolean;
}

// How this room is seen and heard, in a picture and in words.
export function OwnRoom({ view, sends }: Props) {
  const { session } = useApp();
  const { conference } = useLive();
  const text = useText();
  const frame = useRef<HTMLDivElement>(null);
  return (
    <section className="own-room" aria-label={text.get('own_room')}>
      {sends && <DeviceProblems />}
      <div ref={frame} className="own-frame" data-on-air={view.on_air || undefined}>
        <OwnPicture site={view.site} name={view.name} />
        {view.on_air && (
          <span className="air-tag">
            <AirIcon />
            {text.get('room_on_air')}
          </span>
        )}
        <LineState site={view.site} lost={view.line_lost} always />
      </div>
      {view.phase !== 'closed' && (
        <StillButton
          conference={conference}
          site={view.site}
          video={() => frame.current?.querySelector('video') ?? null}
        />
      )}
      <LevelMeter read={() => session.level(siteIdentity(view.site))} />
      <MicrophoneWords state={view.microphone} />
      {view.talkback && <p className="own-said">{text.get('talkback_on')}</p>}
      {view.tone && <p className="own-said">{text.get('tone_on')}</p>}
      {view.turn.turn > 0 && <OwnTurn view={view} />}
    </section>
  );
}

const kOpen: readonly MicrophoneState[] = ['open', 'talkback'];

function MicrophoneWords({ state }: { readonly state: MicrophoneState }) {
  const text = useText();
  return (
    <p className="own-microphone" data-state={state} role="status">
      {kOpen.includes(state) ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
      <span>{text.get(`own_microphone_${state}`)}</span>
    </p>
  );
}

function OwnTurn({ view: { turn } }: { readonly view: SiteView }) {
  const { send } = useLive();
  const text = useText();
  return (
    <div className="own-turn">
      <TurnClock clock={turn.clock} bar />
      <button className="button" onClick={() => void send('floor.end', { turn: turn.turn })}>
        {text.get('own_turn_end')}
      </button>
    </div>
  );
}

function DeviceProblems() {
  const { session } = useApp();
  const state = useStore(session.state);
  return (
    <>
      {(['camera', 'microphone'] as const).map((kind) => {
        const { problem } = state[kind];
        return problem ? (
          <DeviceNotice
            key={kind}
            kind={kind}
            problem={problem}
            onRetry={() => void session.setLocal(kind, true)}
          />
        ) : null;
      })}
    </>
  );
}
