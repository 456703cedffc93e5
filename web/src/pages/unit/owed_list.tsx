import type { Owed } from '../../core/office/owed';
import { useText } from '../../hooks';
import type { Naming } from '../office/naming';
import { Deadline, Empty, PageLink } from '../office/parts';

interface Props {
  readonly owed: readonly Owed[];
  readonly names: Naming;
}

// Everything that the unit owes, in one list: what, to whom, by when.
export function OwedList({ owed, names }: Props) {
  const text = useText();
  if (owed.length === 0) return <Empty>{text.get('owed_none')}</Empty>;
  return (
    <ul className="rows">
      {owed.map((one) => (
        <li key={`${one.kind} ${one.path} ${one.title}`}>
          <PageLink className="row" to={one.path}>
            <span className="row-kind">{text.get(`owed_${one.kind}`)}</span>
            <span className="row-words">
              <strong>{one.title}</strong>
              <span className="muted small">
                {one.to !== 0 && text.get('owed_to', { unit: names.unit(one.to) })}
                {one.count > 0 && text.count('owed_comments', one.count)}
              </span>
            </span>
            <Deadline day={one.by} />
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
