import { useState, type SubmitEvent } from 'react';
import { thousandths, type NewTask, type Point } from '../../core/conference/after_views';
import type { UnitTree } from '../../core/unit_tree';
import { useApp, useText } from '../../hooks';
import { UnitPicker } from '../../panels/unit_picker';
import { UnitPostField } from '../../panels/unit_post_field';
import { CloseIcon } from '../../tiles/icons';

export interface TaskWish extends Point {
  readonly conference: number;
  readonly event: number;
}

interface Props {
  readonly wish: TaskWish;
  readonly giver: number;
  readonly tree: UnitTree | null;
  readonly onGive: (spec: NewTask) => Promise<boolean>;
  readonly onDone: () => void;
}

const kMonthMs = 30 * 24 * 3_600_000;
const dayOf = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);

// A point of the conclusion as a task: who leads, who answers for it, until when, measured by what.
export function TaskForm({ wish, giver, tree, onGive, onDone }: Props) {
  const { feed } = useApp();
  const text = useText();
  const [target, setTarget] = useState('');
  const [tried, setTried] = useState(false);
  const [spec, setSpec] = useState<NewTask>(() => ({
    title: wish.text.slice(0, 200),
    text: wish.text,
    giver,
    lead: 0,
    helpers: [],
    head: 0,
    head_post: 0,
    goal: { text: '', indicator: '', measure: '%', target: 0 },
    deadline: dayOf(feed.serverNow() + kMonthMs),
    source: {
      conference: wish.conference,
      event: wish.event,
      place: text.get('task_place', { place: wish.place }),
    },
  }));
  const change = (part: Partial<NewTask>) => setSpec({ ...spec, ...part });
  const goal = (part: Partial<NewTask['goal']>) => change({ goal: { ...spec.goal, ...part } });
  const amount = thousandths(target);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (spec.lead === 0 || amount === null) return;
    const measure = target.trim() ? spec.goal.measure : '';
    const whole = { ...spec, goal: { ...spec.goal, target: amount, measure } };
    void onGive(whole).then((done) => done && onDone());
  };
  return (
    <form className="desk-form desk-aside" onSubmit={submit}>
      <h2>{text.get('task_give_point')}</h2>
      <label className="field">
        <span className="field-label">{text.get('task_name')}</span>
        <input
          className="field-input"
          value={spec.title}
          maxLength={500}
          required
          onChange={(event) => change({ title: event.target.value })}
        />
      </label>
      <label className="field">
        <span className="field-label">{text.get('task_words')}</span>
        <textarea
          className="field-input"
          rows={3}
          value={spec.text}
          maxLength={4000}
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
      <UnitPicker
        label={text.get('task_lead_unit')}
        tree={tree}
        unit={spec.lead}
        onPick={(lead) => change({ lead, head: 0, head_post: 0 })}
      />
      {tried && spec.lead === 0 && (
        <p className="field-error" role="alert">
          {text.get('task_lead_missing')}
        </p>
      )}
      {spec.lead !== 0 && (
        <UnitPostField
          label={text.get('task_accountable')}
          unit={spec.lead}
          person={spec.head}
          name=""
          onPick={(head, head_post) => change({ head, head_post })}
        />
      )}
      <Helpers
        tree={tree}
        helpers={spec.helpers}
        lead={spec.lead}
        onChange={(helpers) => change({ helpers })}
      />
      <label className="field">
        <span className="field-label">{text.get('task_until')}</span>
        <input
          className="field-input tabular"
          type="date"
          value={spec.deadline}
          onChange={(event) => change({ deadline: event.target.value })}
        />
      </label>
      <label className="field">
        <span className="field-label">{text.get('task_goal_of')}</span>
        <input
          className="field-input"
          value={spec.goal.indicator}
          maxLength={200}
          placeholder={text.get('task_goal_example')}
          onChange={(event) => goal({ indicator: event.target.value, text: event.target.value })}
        />
      </label>
      <div className="field-pair">
        <label className="field">
          <span className="field-label">{text.get('task_amount')}</span>
          <input
            className="field-input tabular"
            inputMode="decimal"
            value={target}
            aria-invalid={amount === null}
            onChange={(event) => setTarget(event.target.value)}
          />
          {amount === null && <span className="field-error">{text.get('task_amount_wrong')}</span>}
        </label>
        <label className="field">
          <span className="field-label">{text.get('task_measured_in')}</span>
          <input
            className="field-input"
            value={spec.goal.measure}
            maxLength={40}
            onChange={(event) => goal({ measure: event.target.value })}
          />
        </label>
      </div>
      <p className="small muted">{spec.source.place}</p>
      <p className="ask-buttons">
        <button type="button" className="button" onClick={onDone}>
          {text.get('cancel')}
        </button>
        <button type="submit" className="button button-main">
          {text.get('task_give_now')}
        </button>
      </p>
    </form>
  );
}

interface HelpersProps {
  readonly tree: UnitTree | null;
  readonly helpers: readonly number[];
  readonly lead: number;
  readonly onChange: (helpers: readonly number[]) => void;
}

function Helpers({ tree, helpers, lead, onChange }: HelpersProps) {
  const text = useText();
  const add = (unit: number) => {
    if (unit !== 0 && unit !== lead && !helpers.includes(unit)) onChange([...helpers, unit]);
  };
  return (
    <>
      <UnitPicker label={text.get('task_helping_units')} tree={tree} unit={0} onPick={add} />
      {helpers.length > 0 && (
        <ul className="chips">
          {helpers.map((unit) => (
            <li key={unit} className="tag">
              {tree?.nameOf(unit)}
              <button
                type="button"
                className="icon-button icon-small"
                aria-label={text.get('pick_clear', { what: tree?.nameOf(unit) ?? '' })}
                onClick={() => onChange(helpers.filter((one) => one !== unit))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
