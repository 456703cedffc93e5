import { useState, type SubmitEvent } from 'react';
import type { Call, QuorumRule } from '../../core/conference/desk_views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { CallFields } from './call_fields';
import type { TabProps } from './conference_desk';

const kBefore: readonly string[] = ['draft', 'convened'];

export function CallTab({ view, tree }: TabProps) {
  const { send } = useLive();
  const text = useText();
  const [written, setWritten] = useState<Call | null>(null);
  const call = written ?? view.call;
  const open = kBefore.includes(view.phase);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    void send('conference.change', { call }).then((done) => done && setWritten(null));
  };
  return (
    <div className="desk-columns">
      <form className="desk-form" onSubmit={save}>
        <fieldset className="plain" disabled={!open}>
          <CallFields
            call={call}
            tree={tree}
            unitName={view.names.units[String(call.unit)] ?? ''}
            onChange={setWritten}
          />
        </fieldset>
        {!open && <p className="note">{text.get('call_fixed')}</p>}
        {open && (
          <p className="ask-buttons">
            <button
              type="button"
              className="button"
              disabled={written === null}
              onClick={() => setWritten(null)}
            >
              {text.get('discard')}
            </button>
            <button type="submit" className="button button-main" disabled={written === null}>
              {text.get('save')}
            </button>
          </p>
        )}
      </form>
      <QuorumForm rule={view.quorum} open={open} />
    </div>
  );
}

const kOf: readonly QuorumRule['of'][] = ['nothing', 'delegates', 'sites'];
const kShares: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 3],
  [3, 4],
];

// How many must be there before it may open.
function QuorumForm({ rule, open }: { readonly rule: QuorumRule; readonly open: boolean }) {
  const { send } = useLive();
  const text = useText();
  const set = (part: Partial<QuorumRule>) =>
    void send('quorum.set_rule', { rule: { ...rule, ...part } });
  return (
    <fieldset className="plain desk-form" disabled={!open}>
      <legend className="overline">{text.get('quorum_title')}</legend>
      <label className="field">
        <span className="field-label">{text.get('quorum_of')}</span>
        <select
          className="field-input"
          value={rule.of}
          onChange={(event) => set({ of: event.target.value as QuorumRule['of'] })}
        >
          {kOf.map((one) => (
            <option key={one} value={one}>
              {text.get(`quorum_of_${one}`)}
            </option>
          ))}
        </select>
      </label>
      {rule.of !== 'nothing' && (
        <label className="field">
          <span className="field-label">{text.get('quorum_share')}</span>
          <select
            className="field-input tabular"
            value={`${rule.numerator}/${rule.denominator}`}
            onChange={(event) => {
              const [numerator, denominator] = event.target.value.split('/').map(Number);
              set({ numerator, denominator });
            }}
          >
            {kShares.map(([numerator, denominator]) => (
              <option key={denominator} value={`${numerator}/${denominator}`}>
                {numerator}/{denominator}
              </option>
            ))}
          </select>
        </label>
      )}
      {rule.of === 'delegates' && (
        <label className="check">
          <input
            type="checkbox"
            checked={rule.substitutes_count}
            onChange={(event) => set({ substitutes_count: event.target.checked })}
          />
          <span>{text.get('quorum_substitutes')}</span>
        </label>
      )}
    </fieldset>
  );
}
