import { fromLocalInput, localInput } from '../../core/calendar';
import type { Call, Marking, Sitting } from '../../core/conference/desk_views';
import type { UnitTree } from '../../core/unit_tree';
import { useText } from '../../hooks';
import { UnitPicker } from '../../panels/unit_picker';
import { CloseIcon } from '../../tiles/icons';
import { PlusIcon } from '../../tiles/live_icons';

interface Props {
  readonly call: Call;
  readonly tree: UnitTree | null;
  readonly unitName: string;
  readonly onChange: (call: Call) => void;
}

const kMarkings: readonly Marking[] = ['none', 'internal', 'state_secret'];
const kHourMs = 3_600_000;

// What is said of a conference before it begins.
export function CallFields({ call, tree, unitName, onChange }: Props) {
  const text = useText();
  const change = (part: Partial<Call>) => onChange({ ...call, ...part });
  return (
    <>
      <label className="field">
        <span className="field-label">{text.get('call_title')}</span>
        <input
          className="field-input"
          value={call.title}
          maxLength={500}
          required
          onChange={(event) => change({ title: event.target.value })}
        />
      </label>
      <UnitPicker
        label={text.get('call_unit')}
        tree={tree}
        unit={call.unit}
        name={unitName}
        onPick={(unit) => change({ unit })}
      />
      <Sittings sittings={call.sittings} onChange={(sittings) => change({ sittings })} />
      <label className="field">
        <span className="field-label">{text.get('call_marking')}</span>
        <select
          className="field-input"
          value={call.marking}
          onChange={(event) => change({ marking: event.target.value as Marking })}
        >
          {kMarkings.map((one) => (
            <option key={one} value={one}>
              {text.get(`marking_${one}`)}
            </option>
          ))}
        </select>
        {call.marking === 'state_secret' && (
          <span className="field-error" role="alert">
            {text.get('marking_refused')}
          </span>
        )}
      </label>
    </>
  );
}

interface SittingsProps {
  readonly sittings: readonly Sitting[];
  readonly onChange: (sittings: readonly Sitting[]) => void;
}

function Sittings({ sittings, onChange }: SittingsProps) {
  const text = useText();
  const put = (index: number, sitting: Sitting) =>
    onChange(sittings.map((one, at) => (at === index ? sitting : one)));
  const last = sittings[sittings.length - 1];
  const next = (): Sitting => {
    const begins = last ? last.ends + kHourMs : 0;
    return { begins, ends: begins > 0 ? begins + 3 * kHourMs : 0 };
  };
  return (
    <fieldset className="sittings">
      <legend className="field-label">{text.get('sittings')}</legend>
      {sittings.map((sitting, index) => (
        <div key={index} className="sitting">
          <Moment
            label={text.get('sitting_begins', { number: index + 1 })}
            at={sitting.begins}
            onChange={(begins) =>
              // The end moves along, so that it is never before the beginning by surprise.
              put(index, {
                begins,
                ends: sitting.ends > begins ? sitting.ends : begins + 3 * kHourMs,
              })
            }
          />
          <Moment
            label={text.get('sitting_ends', { number: index + 1 })}
            at={sitting.ends}
            onChange={(ends) => put(index, { ...sitting, ends })}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={text.get('sitting_remove', { number: index + 1 })}
            disabled={sittings.length === 1}
            onClick={() => onChange(sittings.filter((_, at) => at !== index))}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button button-small"
        onClick={() => onChange([...sittings, next()])}
      >
        <PlusIcon />
        {text.get('sitting_add')}
      </button>
    </fieldset>
  );
}

interface MomentProps {
  readonly label: string;
  readonly at: number;
  readonly onChange: (at: number) => void;
}

function Moment({ label, at, onChange }: MomentProps) {
  return (
    <label className="field">
      <span className="field-label small">{label}</span>
      <input
        className="field-input tabular"
        type="datetime-local"
        value={localInput(at)}
        required
        onChange={(event) => onChange(fromLocalInput(event.target.value))}
      />
    </label>
  );
}
