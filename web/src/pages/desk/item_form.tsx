import { useState, type SubmitEvent } from 'react';
import type { DeskView } from '../../core/conference/desk_views';
import type { ItemSpec, ItemView, Speaker } from '../../core/conference/views';
import type { UnitTree } from '../../core/unit_tree';
import { useText } from '../../hooks';
import { UnitPicker } from '../../panels/unit_picker';
import { UnitPostField } from '../../panels/unit_post_field';

interface Props {
  readonly item: ItemView;
  readonly view: DeskView;
  readonly tree: UnitTree | null;
  readonly open: boolean;
  readonly onSave: (spec: ItemSpec) => Promise<boolean>;
}

// One step: what it is, whose it is, how long it takes.
export function ItemForm({ item, view, tree, open, onSave }: Props) {
  const text = useText();
  const [spec, setSpec] = useState(item.spec);
  const changed = JSON.stringify(spec) !== JSON.stringify(item.spec);
  const change = (part: Partial<ItemSpec>) => setSpec({ ...spec, ...part });
  const speak = (part: Partial<Speaker>) => change({ speaker: { ...spec.speaker, ...part } });
  const spoken = !['break', 'film', 'vote'].includes(spec.kind);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void onSave({ ...spec, title: spec.title.trim() });
  };
  const line = (key: 'title' | 'topic' | 'file' | 'course', required = false) => (
    <label className="field">
      <span className="field-label">{text.get(`item_field_${key}`)}</span>
      <input
        className="field-input"
        value={spec[key]}
        maxLength={500}
        required={required}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </label>
  );
  return (
    <form className="desk-form desk-aside" aria-label={item.spec.title} onSubmit={submit}>
      <fieldset className="plain" disabled={!open}>
        <h2>{text.get(`kind_${spec.kind}`)}</h2>
        {line('title', true)}
        {spec.kind === 'contribution' && line('topic')}
        {spec.kind === 'film' && line('file')}
        {spoken && (
          <>
            <UnitPicker
              label={text.get('item_unit')}
              tree={tree}
              unit={spec.speaker.unit}
              name={view.names.units[String(spec.speaker.unit)]}
              onPick={(unit) => speak({ unit, person: 0, post: 0 })}
            />
            {spec.speaker.unit !== 0 && (
              <UnitPostField
                label={text.get('item_speaker')}
                unit={spec.speaker.unit}
                person={spec.speaker.person}
                name={view.names.people[String(spec.speaker.person)] ?? ''}
                onPick={(person, post) => speak({ person, post })}
              />
            )}
            <label className="field">
              <span className="field-label">{text.get('item_speaker_text')}</span>
              <input
                className="field-input"
                value={spec.speaker.text}
                maxLength={200}
                onChange={(event) => speak({ text: event.target.value })}
              />
              <span className="field-hint">{text.get('item_speaker_hint')}</span>
            </label>
            <label className="field">
              <span className="field-label">{text.get('item_site')}</span>
              <select
                className="field-input"
                value={spec.site}
                onChange={(event) => change({ site: Number(event.target.value) })}
              >
                <option value={0}>{text.get('item_site_own')}</option>
                {view.sites.map(({ site, spec: room }) => (
                  <option key={site} value={site}>
                    {room.name}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        <label className="field">
          <span className="field-label">{text.get('item_minutes')}</span>
          <input
            className="field-input tabular field-number"
            type="number"
            min={0}
            max={1440}
            value={spec.planned_minutes}
            onChange={(event) => change({ planned_minutes: Number(event.target.value) })}
          />
        </label>
        {spec.kind === 'course' && line('course')}
        <p className="ask-buttons">
          <button
            type="button"
            className="button"
            disabled={!changed}
            onClick={() => setSpec(item.spec)}
          >
            {text.get('discard')}
          </button>
          <button type="submit" className="button button-main" disabled={!changed}>
            {text.get('save')}
          </button>
        </p>
      </fieldset>
    </form>
  );
}
