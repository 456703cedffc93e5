import { useState, type SubmitEvent } from 'react';
import type { DeskSite, SiteSpec } from '../../core/conference/desk_views';
import { newSite, parentOf, siteLevelOf } from '../../core/conference/site_planning';
import type { SiteLevel } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { UnitPicker } from '../../panels/unit_picker';
import { UnitPostField } from '../../panels/unit_post_field';
import { AskDialog } from '../control/ask_dialog';
import type { TabProps } from './conference_desk';

const kLevels: readonly SiteLevel[] = ['centre', 'province', 'commune'];

interface Props extends TabProps {
  readonly site?: DeskSite; // none: a new one
  readonly onDone: () => void;
}

export function SiteForm({ view, tree, site, onDone }: Props) {
  const { send } = useLive();
  const text = useText();
  const [spec, setSpec] = useState(site?.spec ?? newSite(0, '', 'province'));
  const [removing, setRemoving] = useState(false);
  const change = (part: Partial<SiteSpec>) => setSpec({ ...spec, ...part });
  const pickUnit = (unit: number) => {
    const node = tree?.find(unit);
    if (!tree || !node) return change({ unit });
    change({
      unit,
      name: spec.name || text.get('site_name_of', { unit: node.name }),
      level: siteLevelOf(node.level),
      parent: parentOf(tree, unit, view.sites),
      chair: 0,
      chair_post: 0,
    });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const done = site ? send('site.change', { site: site.site, spec }) : send('site.add', { spec });
    void done.then((ok) => ok && onDone());
  };
  return (
    <form className="desk-form desk-aside" onSubmit={submit}>
      <h2>{site ? site.spec.name : text.get('site_new')}</h2>
      <fieldset className="plain" disabled={view.phase === 'closed'}>
        <UnitPicker
          label={text.get('site_unit')}
          tree={tree}
          unit={spec.unit}
          name={view.names.units[String(spec.unit)]}
          onPick={pickUnit}
        />
        <label className="field">
          <span className="field-label">{text.get('site_name')}</span>
          <input
            className="field-input"
            value={spec.name}
            maxLength={200}
            required
            onChange={(event) => change({ name: event.target.value })}
          />
        </label>
        <div className="field-pair">
          <label className="field">
            <span className="field-label">{text.get('site_level')}</span>
            <select
              className="field-input"
              value={spec.level}
              onChange={(event) => change({ level: event.target.value as SiteLevel })}
            >
              {kLevels.map((level) => (
                <option key={level} value={level}>
                  {text.get(`site_level_${level}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="field-label">{text.get('site_expected')}</span>
            <input
              className="field-input tabular"
              type="number"
              min={0}
              max={100000}
              value={spec.expected}
              onChange={(event) => change({ expected: Number(event.target.value) })}
            />
          </label>
        </div>
        <label className="field">
          <span className="field-label">{text.get('site_parent')}</span>
          <select
            className="field-input"
            value={spec.parent}
            onChange={(event) => change({ parent: Number(event.target.value) })}
          >
            <option value={0}>{text.get('site_parent_none')}</option>
            {view.sites
              .filter((one) => one.site !== site?.site)
              .map((one) => (
                <option key={one.site} value={one.site}>
                  {one.spec.name}
                </option>
              ))}
          </select>
        </label>
        {spec.unit !== 0 && (
          <UnitPostField
            label={text.get('site_chair')}
            unit={spec.unit}
            person={spec.chair}
            name={view.names.people[String(spec.chair)] ?? ''}
            onPick={(chair, chair_post) => change({ chair, chair_post })}
          />
        )}
        <p className="ask-buttons">
          {site && (
            <button type="button" className="button-quiet" onClick={() => setRemoving(true)}>
              {text.get('site_remove')}
            </button>
          )}
          <span className="control-space" />
          <button type="button" className="button" onClick={onDone}>
            {text.get('cancel')}
          </button>
          <button type="submit" className="button button-main">
            {text.get(site ? 'save' : 'site_add')}
          </button>
        </p>
      </fieldset>
      {removing && site && (
        <AskDialog
          title={text.get('ask_remove_site', { site: site.spec.name })}
          lead={text.get('ask_remove_site_lead')}
          verb={text.get('site_remove')}
          onYes={() => void send('site.remove', { site: site.site }).then((ok) => ok && onDone())}
          onDone={() => setRemoving(false)}
        />
      )}
    </form>
  );
}
