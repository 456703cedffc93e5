import type { Official } from '../../core/conference/desk_views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { PersonPicker } from '../../panels/person_picker';
import { CloseIcon } from '../../tiles/icons';
import { UpIcon } from '../../tiles/live_icons';
import type { TabProps } from './conference_desk';

type View = TabProps['view'];

// Who leads, who keeps the papers, who minds the lines.
export function OfficialsTab({ view }: TabProps) {
  const { send } = useLive();
  const text = useText();
  const { chair, co_chairs } = view;
  const appoint = (next: Official, others: readonly Official[]) =>
    void send('chairs.appoint', { chair: next, co_chairs: others });
  return (
    <fieldset className="plain officials" disabled={view.phase === 'closed'}>
      <Group
        title={text.get('official_chair')}
        lead={text.get('official_chair_lead')}
        view={view}
        people={chair.person === 0 ? [] : [chair]}
        sited
        single
        onChange={([next]) => appoint(next ?? { person: 0, post: 0, site: 0 }, co_chairs)}
      />
      <Group
        title={text.get('official_co_chairs')}
        lead={text.get('official_co_chairs_lead')}
        view={view}
        people={co_chairs}
        sited
        ordered
        onChange={(next) => appoint(chair, next)}
      />
      <Group
        title={text.get('official_secretaries')}
        lead={text.get('official_secretaries_lead')}
        view={view}
        people={view.secretaries}
        onChange={(secretaries) => void send('secretaries.appoint', { secretaries })}
      />
      <Group
        title={text.get('official_technicians')}
        lead={text.get('official_technicians_lead')}
        view={view}
        people={view.technicians}
        onChange={(technicians) => void send('technicians.appoint', { technicians })}
      />
    </fieldset>
  );
}

interface GroupProps {
  readonly title: string;
  readonly lead: string;
  readonly view: View;
  readonly people: readonly Official[];
  readonly sited?: boolean; // they lead from a room
  readonly ordered?: boolean;
  readonly single?: boolean;
  readonly onChange: (people: readonly Official[]) => void;
}

function Group(props: GroupProps) {
  const { title, lead, view, people, sited, ordered, single, onChange } = props;
  const text = useText();
  const nameOf = (one: Official) => view.names.people[String(one.person)] ?? text.get('person_set');
  const put = (index: number, official: Official) =>
    onChange(people.map((one, at) => (at === index ? official : one)));
  const up = (index: number) => {
    const next = [...people];
    next.splice(index - 1, 0, ...next.splice(index, 1));
    onChange(next);
  };
  const add = (person: number) => {
    if (people.some((one) => one.person === person)) return;
    const official = { person, post: 0, site: single ? (people[0]?.site ?? 0) : 0 };
    onChange(single ? [official] : [...people, official]);
  };
  return (
    <section className="official-group">
      <h2>{title}</h2>
      <p className="small muted">{lead}</p>
      <ol className="official-list">
        {people.map((one, index) => (
          <li key={one.person}>
            {ordered && <span className="tabular muted">{index + 1}</span>}
            <span className="official-name">
              <strong>{nameOf(one)}</strong>
              <span className="small muted">{view.names.posts[String(one.post)] ?? ''}</span>
            </span>
            {sited && (
              <select
                className="field-input field-small"
                aria-label={text.get('official_site', { name: nameOf(one) })}
                value={one.site}
                onChange={(event) => put(index, { ...one, site: Number(event.target.value) })}
              >
                <option value={0}>{text.get('official_no_site')}</option>
                {view.sites.map(({ site, spec }) => (
                  <option key={site} value={site}>
                    {spec.name}
                  </option>
                ))}
              </select>
            )}
            {ordered && (
              <button
                className="icon-button icon-small"
                aria-label={text.get('official_up', { name: nameOf(one) })}
                disabled={index === 0}
                onClick={() => up(index)}
              >
                <UpIcon />
              </button>
            )}
            {!single && (
              <button
                className="icon-button icon-small"
                aria-label={text.get('official_remove', { name: nameOf(one) })}
                onClick={() => onChange(people.filter((_, at) => at !== index))}
              >
                <CloseIcon />
              </button>
            )}
          </li>
        ))}
      </ol>
      <PersonPicker
        label={text.get(single && people.length > 0 ? 'official_other' : 'official_add')}
        chosen=""
        onPick={(person) => person && add(person.person)}
      />
    </section>
  );
}
