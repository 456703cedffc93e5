import type { PastPostsView, UnitLink, UnitPage } from '../../core/office/units';
import { unitPath } from '../../core/route';
import { useText } from '../../hooks';
import { useView } from '../../live';
import type { Naming } from '../office/naming';
import { DayText, Empty, PageLink } from '../office/parts';
import { PeopleList } from './people_list';

interface Props {
  readonly page: UnitPage;
  readonly names: Naming;
  readonly past: boolean;
}

// What the unit was called, under whom it stood, and out of which units it came.
export function UnitHistory({ page, names, past }: Props) {
  const text = useText();
  const { unit, predecessors, successors } = page;
  const none =
    unit.names.length + unit.places.length + predecessors.length + successors.length === 0;
  return (
    <>
      {none && <Empty>{text.get('history_none')}</Empty>}
      <ul className="history">
        {unit.names.map((former) => (
          <li key={`n ${former.until} ${former.name}`}>
            {text.get('history_name', { name: former.name })} <DayText day={former.until} />
            <Decision words={former.decision} />
          </li>
        ))}
        {unit.places.map((former) => (
          <li key={`p ${former.until} ${former.superior}`}>
            {text.get('history_place', { unit: names.unit(former.superior) || '–' })}{' '}
            <DayText day={former.until} />
            <Decision words={former.decision} />
          </li>
        ))}
        <Links title={text.get('history_predecessors')} units={predecessors} />
        <Links title={text.get('history_successors')} units={successors} />
      </ul>
      {past && <PastPosts unit={page.id} />}
    </>
  );
}

const Decision = ({ words }: { readonly words: string }) =>
  words === '' ? null : <span className="muted"> · {words}</span>;

function Links({ title, units }: { readonly title: string; readonly units: readonly UnitLink[] }) {
  if (units.length === 0) return null;
  return (
    <li>
      {title}{' '}
      {units.map((one, index) => (
        <span key={one.unit}>
          {index > 0 && ', '}
          <PageLink to={unitPath(one.unit)}>{one.name}</PageLink>
        </span>
      ))}
    </li>
  );
}

function PastPosts({ unit }: { readonly unit: number }) {
  const text = useText();
  const shown = useView<PastPostsView>(`unit/${unit}/past`);
  if (shown.status !== 'shown') {
    const words = shown.status === 'refused' ? shown.refusal.messages?.[text.language] : null;
    return <p className="muted small">{words ?? text.get('view_loading')}</p>;
  }
  return <PeopleList posts={shown.state.posts} />;
}
