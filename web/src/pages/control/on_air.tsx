import { useRef } from 'react';
import { captionOf, standing } from '../../core/conference/caption';
import type { FloorView, Names, Phase, StageView, TurnView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { MicrophoneIcon } from '../../tiles/icons';
import { AirIcon, BellIcon, PauseIcon, PlayIcon, PlusIcon, UndoIcon } from '../../tiles/live_icons';
import { StagePictures } from '../../tiles/stage_pictures';
import { StillButton } from '../../tiles/still_button';
import { TurnClock } from '../../tiles/turn_clock';
import { Voice } from '../../tiles/voice';

interface Props {
  readonly stage: StageView;
  readonly floor: FloorView;
  readonly phase: Phase;
  readonly names: Names;
  readonly siteName: (site: number) => string;
}

// What everybody sees and hears now.
export function OnAir({ stage, floor, phase, names, siteName }: Props) {
  const text = useText();
  const { conference } = useLive();
  const frame = useRef<HTMLDivElement>(null);
  const first = stage.sites[0];
  const live = phase === 'in_session' && (stage.sites.length > 0 || stage.film !== '');
  return (
    <section className="on-air" data-live={live || undefined} aria-label={text.get('on_air')}>
      <div ref={frame} className="on-air-frame">
        <StagePictures sites={stage.sites} nameOf={siteName} />
        {live ? (
          <span className="air-tag">
            <AirIcon />
            {text.get('on_air')}
          </span>
        ) : (
          <p className="on-air-empty">{text.get(`air_empty_${emptyKind(phase)}`)}</p>
        )}
        {stage.film && <p className="on-air-film">{text.get('film_runs', { film: stage.film })}</p>}
      </div>
      {live && first !== undefined && (
        <StillButton
          conference={conference}
          site={first}
          video={() => frame.current?.querySelector(`[data-site="${first}"] video`) ?? null}
        />
      )}
      <div className="on-air-turns">
        {floor.holders.length === 0 && (
          <p className="turn-none muted">{text.get('floor_nobody')}</p>
        )}
        {floor.holders.map((turn) => (
          <TurnLine key={turn.turn} turn={turn} names={names} undo={floor.can_undo === turn.turn} />
        ))}
      </div>
    </section>
  );
}

const emptyKind = (phase: Phase): 'paused' | 'session' | 'before' | 'closed' => {
  if (phase === 'paused' || phase === 'closed') return phase;
  return phase === 'in_session' ? 'session' : 'before';
};

interface TurnProps {
  readonly turn: TurnView;
  readonly names: Names;
  readonly undo: boolean;
}

function TurnLine({ turn, names, undo }: TurnProps) {
  const text = useText();
  const caption = captionOf(turn.speaker, names, turn.site_name);
  return (
    <div className="turn" data-turn={turn.turn}>
      <span className="turn-voice" title={text.get('microphone_open')}>
        <MicrophoneIcon />
        <Voice id={`site-${turn.site}`} microphone="on" />
      </span>
      <span className="turn-words">
        <strong>{caption.name}</strong>
        <span>{[standing(caption), turn.site_name].filter(Boolean).join(' · ')}</span>
      </span>
      <TurnClock clock={turn.clock} />
      <TurnActions turn={turn} undo={undo} />
    </div>
  );
}

function TurnActions({ turn: { turn, clock, warnings }, undo }: Omit<TurnProps, 'names'>) {
  const { send } = useLive();
  const text = useText();
  const runs = clock.running_since !== 0;
  return (
    <span className="turn-actions">
      <button
        className="button button-small"
        title={text.get('turn_extend')}
        onClick={() => void send('floor.extend', { turn, more_s: 60 })}
      >
        <PlusIcon />
        1′<span className="sr-only">{text.get('turn_extend')}</span>
      </button>
      <button
        className="button button-small"
        title={text.get('turn_warn')}
        onClick={() => void send('floor.warn', { turn })}
      >
        <BellIcon />
        <span className="sr-only">{text.get('turn_warn')}</span>
        {warnings > 0 && <span className="tabular">{warnings}</span>}
      </button>
      <button
        className="button button-small"
        title={text.get(runs ? 'clock_pause' : 'clock_resume')}
        aria-label={text.get(runs ? 'clock_pause' : 'clock_resume')}
        onClick={() => void send(runs ? 'clock.pause' : 'clock.resume', { turn })}
      >
        {runs ? <PauseIcon /> : <PlayIcon />}
      </button>
      <button
        className="button button-small"
        onClick={() => void send(undo ? 'floor.take_back' : 'floor.end', { turn })}
      >
        <UndoIcon />
        {text.get(undo ? 'turn_undo' : 'turn_end')}
      </button>
    </span>
  );
}
