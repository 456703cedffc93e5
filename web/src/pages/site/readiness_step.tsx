import { useEffect, useState } from 'react';
import { hasDisplay } from '../../core/conference/room_place';
import { judgeLine, judgeSound } from '../../core/conference/readiness';
import type { Readiness, ReadinessStep, SiteView } from '../../core/conference/views';
import { playTestTone } from '../../core/test_tone';
import { useApp, useText } from '../../hooks';
import { siteIdentity } from '../../live';
import { LevelMeter } from '../../tiles/level_meter';
import { StepDrawing } from './step_drawing';

interface Props {
  readonly step: ReadinessStep;
  readonly view: SiteView;
  readonly outcome: Readiness;
  readonly onResult: (outcome: Readiness, detail: string) => void;
}

export function ReadinessStepCard({ step, view, outcome, onResult }: Props) {
  const text = useText();
  const tell = (found: Readiness) => onResult(found, text.get(`step_${step}_${found}`));
  return (
    <div className="step-card">
      <StepDrawing step={step} />
      <div className="step-words">
        <p>{text.get(`step_${step}_lead`)}</p>
        {outcome !== 'unknown' && (
          <p className="step-result" data-outcome={outcome} role="status">
            {text.get(`step_${step}_${outcome}`)}
          </p>
        )}
        {step === 'sound' ? (
          <SoundTrial view={view} onFound={tell} />
        ) : step === 'line' ? (
          <LineTrial view={view} onFound={tell} />
        ) : (
          <Question step={step} view={view} onFound={tell} />
        )}
      </div>
    </div>
  );
}

interface TrialProps {
  readonly view: SiteView;
  readonly onFound: (outcome: Readiness) => void;
}

const kListenMs = 6000;
const kSampleMs = 100;

// Somebody speaks for a few seconds; the page listens to how loud it is.
function SoundTrial({ view, onFound }: TrialProps) {
  const { session, clock } = useApp();
  const text = useText();
  const [listening, setListening] = useState(false);
  useEffect(() => {
    if (!listening) return;
    const levels: number[] = [];
    let cancel = () => {};
    const sample = () => {
      levels.push(session.level(siteIdentity(view.site)));
      if (levels.length * kSampleMs < kListenMs) {
        cancel = clock.after(kSampleMs, sample);
        return;
      }
      setListening(false);
      onFound(judgeSound(levels));
    };
    sample();
    return () => cancel();
    // What came meanwhile changes nothing about what is being heard.
  }, [listening]); // eslint-disable-line react-hooks/exhaustive-deps
  return (
    <>
      <LevelMeter read={() => session.level(siteIdentity(view.site))} />
      <button
        className="button button-main"
        aria-disabled={listening}
        data-busy={listening || undefined}
        onClick={() => setListening(true)}
      >
        {text.get(listening ? 'step_sound_listening' : 'step_sound_start')}
      </button>
    </>
  );
}

function LineTrial({ view, onFound }: TrialProps) {
  const { session } = useApp();
  const text = useText();
  const look = () => {
    const person = session.roster.get(siteIdentity(view.site));
    onFound(person ? judgeLine(person.quality) : 'failed');
  };
  return (
    <button className="button button-main" onClick={look}>
      {text.get('step_line_start')}
    </button>
  );
}

type AskedProps = TrialProps & { readonly step: ReadinessStep };

// What only a person in the room can tell.
function Question({ step, view, onFound }: AskedProps) {
  const text = useText();
  const missing = step === 'display' && !hasDisplay(view);
  return (
    <>
      {step === 'loudspeaker' && (
        <button className="button" onClick={playTestTone}>
          {text.get('step_loudspeaker_play')}
        </button>
      )}
      {missing && <p className="note">{text.get('step_display_missing')}</p>}
      <p className="step-answers">
        <button className="button button-main" onClick={() => onFound('good')}>
          {text.get('answer_yes')}
        </button>
        <button className="button" onClick={() => onFound('weak')}>
          {text.get('answer_partly')}
        </button>
        <button className="button" onClick={() => onFound('failed')}>
          {text.get('answer_no')}
        </button>
      </p>
    </>
  );
}
