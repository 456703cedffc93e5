import type { ReactNode, RefObject } from 'react';
import type { UnitPage } from '../../core/office/units';
import { unitPath } from '../../core/route';
import { useText } from '../../hooks';
import type { Naming } from '../office/naming';
import { DayText, PageLink } from '../office/parts';

interface Props {
  readonly page: UnitPage;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly names: Naming;
  readonly link?: (unit: number) => string;
  readonly children?: ReactNode;
}

// Where the unit stands: the line above, what it is, and its second superior where there is one.
export function UnitHead({ page, heading, link = unitPath, children }: Props) {
  const text = useText();
  const { spec, ending } = page.unit;
  const over = page.path.filter((one) => one.unit !== page.id);
  return (
    <header className="unit-head">
      <div>
        {over.length > 0 && (
          <nav className="crumbs small" aria-label={text.get('unit_path')}>
            <ol>
              {over.map((one) => (
                <li key={one.unit}>
                  <PageLink to={link(one.unit)}>{one.name}</PageLink>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {spec.name}
        </h1>
        <p className="unit-facts small">
          <span>{page.level || spec.level}</span>
          {spec.short_name && <span>{spec.short_name}</span>}
          <span className="tabular">{text.get('unit_code', { code: spec.code })}</span>
          <span>{text.count('branch_units', page.branch_units)}</span>
          <span>{text.count('branch_people', page.branch_people)}</span>
          {spec.from && (
            <span>
              {text.get('unit_from')} <DayText day={spec.from} />
            </span>
          )}
        </p>
        {page.second_superior && (
          <p className="small">
            <span className="muted">{text.get('second_superior')}: </span>
            <PageLink to={link(page.second_superior.unit)}>{page.second_superior.name}</PageLink>
          </p>
        )}
        {ending !== 'none' && (
          <p className="unit-ended" role="note">
            {text.get(`ending_${ending}`)} <DayText day={page.unit.ended} />
            {page.unit.ended_by && ` · ${page.unit.ended_by}`}
          </p>
        )}
      </div>
      <div className="button-row no-print">
        {children}
        <button className="button" onClick={() => window.print()}>
          {text.get('print')}
        </button>
      </div>
    </header>
  );
}
