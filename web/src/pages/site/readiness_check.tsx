import { useState } from 'react';
import { nextStep, passed } from '../../core/conference/readiness';
import { readinessSteps, type Readiness, type SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CheckIcon } from '../../tiles/icons';
import { ReadinessStepCard } from './readiness_step';

// Five steps, one at a time, each with what to do, its result in words, and another try.
export function ReadinessCheck({ view }: { readonly view: SiteView }) {
  const { send } = useLive();
  const text = useText();
  const first = nextStep(view.readiness, readinessSteps.length);
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? first, readinessSteps.length);
  const step = readinessSteps[at];
  const results = view.readiness.map(({ outcome }) => outcome);
  const report = (outcome: Readiness, detail: string) => {
    if (!step) return;
    void send('readiness.report', { site: view.site, step, outcome, detail });
    setChosen(passed(outcome) ? null : at);
  };
  return (
    <details className="room-card readiness" open={view.phase === 'convened' && !view.ready}>
      <summary>
        {text.get('readiness')}
        <span className="readiness-sum" data-ready={view.ready || undefined}>
          {view.ready
            ? text.get('readiness_ready')
            : text.get('readiness_of', {
                done: results.filter(passed).length,
                steps: readinessSteps.length,
              })}
        </span>
      </summary>
      <ol className="readiness-steps">
        {readinessSteps.map((name, index) => (
          <li key={name}>
            <button
              aria-current={index === at ? 'step' : undefined}
              data-outcome={results[index]}
              onClick={() => setChosen(index)}
            >
              <StepMark outcome={results[index] ?? 'unknown'} number={index + 1} />
              <span>{text.get(`step_${name}`)}</span>
              <span className="sr-only">
                {text.get(`readiness_${results[index] ?? 'unknown'}`)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {step ? (
        <ReadinessStepCard
          key={step}
          step={step}
          view={view}
          outcome={results[at] ?? 'unknown'}
          onResult={report}
        />
      ) : (
        <p className="readiness-done" role="status">
          <CheckIcon />
          <span>
            <strong>{text.get('readiness_ready')}</strong> {text.get('readiness_ready_lead')}
          </span>
        </p>
      )}
    </details>
  );
}

const kMarks: Readonly<Record<Readiness, string>> = {
  unknown: '',
  good: '✓',
  weak: '~',
  failed: '!',
};

function StepMark({ outcome, number }: { readonly outcome: Readiness; readonly number: number }) {
  return (
    <span className="step-mark tabular" aria-hidden="true">
      {kMarks[outcome] || number}
    </span>
  );
}
