import { useState, type SubmitEvent } from 'react';
import {
  levelsOf,
  newSite,
  parentOf,
  siteLevelOf,
  withoutRoom,
} from '../../core/conference/site_planning';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { UnitPicker } from '../../panels/unit_picker';
import type { TabProps } from './conference_desk';

const kShown = 200;

interface Props extends TabProps {
  readonly onDone: () => void;
}

// A room for every unit of a branch at once. The highest first, so that each finds its superior.
export function SitesFromTree({ view, tree, onDone }: Props) {
  const { send } = useLive();
  const text = useText();
  const [picked, setPicked] = useState(0);
  const [level, setLevel] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [expected, setExpected] = useState(30);
  const [added, setAdded] = useState<number | null>(null);
  const branch = picked || view.call.unit;
  const levels = tree ? levelsOf(tree, branch) : [];
  const chosenLevel = level ?? levels[1]?.level ?? levels[0]?.level ?? '';
  const units = tree ? withoutRoom(tree, branch, new Set([chosenLevel]), view.sites) : [];
  const wanted = units.filter((node) => !left.has(node.unit));
  const run = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!tree) return;
    let count = 0;
    for (const node of wanted) {
      const name = text.get('site_name_of', { unit: node.name });
      const parent = parentOf(tree, node.unit, view.sites);
      const spec = { ...newSite(node.unit, name, siteLevelOf(node.level)), parent, expected };
      if (!(await send('site.add', { spec }))) break;
      setAdded((count += 1));
    }
    if (count === wanted.length) onDone();
  };
  const toggle = (unit: number) =>
    setLeft((old) => {
      const next = new Set(old);
      if (!next.delete(unit)) next.add(unit);
      return next;
    });
  return (
    <form className="desk-form desk-aside" onSubmit={(event) => void run(event)}>
      <h2>{text.get('sites_from_tree')}</h2>
      <UnitPicker
        label={text.get('sites_branch')}
        hint={text.get('sites_branch_hint')}
        tree={tree}
        unit={branch}
        name={view.names.units[String(branch)]}
        onPick={setPicked}
      />
      {!tree && <p className="note">{text.get('unit_tree_missing')}</p>}
      {levels.length > 0 && (
        <div className="field-pair">
          <label className="field">
            <span className="field-label">{text.get('sites_level')}</span>
            <select
              className="field-input"
              value={chosenLevel}
              onChange={(event) => setLevel(event.target.value)}
            >
              {levels.map((one) => (
                <option key={one.level} value={one.level}>
                  {text.get('sites_level_count', {
                    level: levelName(one.level, text),
                    units: one.units.toLocaleString(text.locale),
                  })}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="field-label">{text.get('sites_expected_each')}</span>
            <input
              className="field-input tabular"
              type="number"
              min={0}
              max={100000}
              value={expected}
              onChange={(event) => setExpected(Number(event.target.value))}
            />
          </label>
        </div>
      )}
      {tree && units.length === 0 && <p className="muted">{text.get('sites_all_have')}</p>}
      <ul className="pick-list" aria-label={text.get('sites_units')}>
        {units.slice(0, kShown).map((node) => (
          <li key={node.unit}>
            <label className="check">
              <input
                type="checkbox"
                checked={!left.has(node.unit)}
                onChange={() => toggle(node.unit)}
              />
              <span>{node.name}</span>
            </label>
          </li>
        ))}
      </ul>
      {units.length > kShown && (
        <p className="small muted">{text.count('sites_more', units.length - kShown)}</p>
      )}
      <p className="ask-buttons">
        {added !== null && (
          <span role="status" className="small tabular">
            {text.count('sites_added', added)}
          </span>
        )}
        <button type="button" className="button" onClick={onDone}>
          {text.get('cancel')}
        </button>
        <button type="submit" className="button button-main" disabled={wanted.length === 0}>
          {text.count('sites_add_many', wanted.length)}
        </button>
      </p>
    </form>
  );
}

function levelName(level: string, text: ReturnType<typeof useText>): string {
  const key = `unit_level_${level}`;
  return text.has(key) ? text.get(key as 'unit_level_province') : level;
}
