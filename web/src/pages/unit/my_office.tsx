import { owedBy } from '../../core/office/owed';
import type { UnitView } from '../../core/office/units';
import { unitPath } from '../../core/route';
import { useText } from '../../hooks';
import { useView } from '../../live';
import { ForwardIcon } from '../../tiles/icons';
import { useMe } from '../office/me';
import { naming } from '../office/naming';
import { PageLink } from '../office/parts';
import { OwedList } from './owed_list';

const kMaxUnits = 3;
const kMaxOwed = 4;

// On the first page, for who is signed in: the own units, and what is due there next.
export function MyOffice() {
  const text = useText();
  const me = useMe();
  if (!me || me.account === 0) return null;
  return (
    <section className="mine" aria-label={text.get('my_units')}>
      <p className="button-row">
        {(['/units/mine', '/tasks', '/drafts', '/organisation'] as const).map((path) => (
          <PageLink key={path} className="button" to={path}>
            {text.get(kTitles[path])}
          </PageLink>
        ))}
      </p>
      {me.units.length > 0 && <h2 className="overline">{text.get('my_units')}</h2>}
      {me.units.slice(0, kMaxUnits).map((unit) => (
        <MyUnit key={unit} unit={unit} />
      ))}
    </section>
  );
}

const kTitles = {
  '/units/mine': 'nav_unit',
  '/tasks': 'nav_tasks',
  '/drafts': 'nav_drafts',
  '/organisation': 'nav_organisation',
} as const;

function MyUnit({ unit }: { readonly unit: number }) {
  const text = useText();
  const shown = useView<UnitView>(`unit/${unit}`);
  if (shown.status === 'refused') return null;
  if (shown.status === 'loading') return <p className="muted">{text.get('view_loading')}</p>;
  const { organisation, names } = shown.state;
  const owed = owedBy(shown.state);
  return (
    <>
      <PageLink className="mine-row" to={unitPath(unit)}>
        <span>
          <strong>{organisation.unit.spec.name}</strong>
          <span className="muted small">
            {owed.length === 0 ? text.get('owed_none') : text.count('my_tasks', owed.length)}
          </span>
        </span>
        <ForwardIcon />
      </PageLink>
      {owed.length > 0 && <OwedList owed={owed.slice(0, kMaxOwed)} names={naming(names)} />}
    </>
  );
}
