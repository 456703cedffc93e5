import {
  evidencePath,
  type EvidenceRow,
  type Figure,
  type ReviewPage,
} from '../../core/office/reviews';
import { writtenDay } from '../../core/office/days';
import { useText } from '../../hooks';
import type { TextKey } from '../../i18n/text';
import type { Naming } from '../office/naming';
import { PageLink, Sheet } from '../office/parts';

interface Props {
  readonly page: ReviewPage;
  readonly names: Naming;
}

// Every figure opens the rows that it counts; the rules of the form stand beside as remarks.
export function Evidence({ page, names }: Props) {
  const text = useText();
  return (
    <Sheet title={text.get('reviews_figures')}>
      <p className="muted small">
        {page.frozen
          ? text.get('reviews_frozen', { day: writtenDay(page.review.as_of, text.locale) })
          : text.get('reviews_live')}
      </p>
      <ul className="review-figures">
        {page.figures.map((figure) => (
          <li key={figure.kind}>
            <OneFigure figure={figure} names={names} />
          </li>
        ))}
      </ul>
      <ul className="review-remarks small">
        {page.remarks
          .filter((remark) => text.has(`reviews_remark_${remark.code}`))
          .map(({ code, count, of, percent, limit }) => (
            <li key={code}>
              {text.get(`reviews_remark_${code}` as TextKey, { count, of, percent, limit })}
            </li>
          ))}
      </ul>
    </Sheet>
  );
}

function OneFigure({ figure, names }: { readonly figure: Figure; readonly names: Naming }) {
  const text = useText();
  const key = `reviews_figure_${figure.kind}`;
  const title = text.has(key) ? text.get(key as TextKey) : figure.kind;
  const value = <strong className="tabular">{figure.value.toLocaleString(text.locale)}</strong>;
  if (figure.value === 0) {
    return (
      <p className="muted">
        {title}: {value}
      </p>
    );
  }
  return (
    <details>
      <summary>
        {title}: {value}
      </summary>
      <ol>
        {figure.rows.map((row, index) => (
          <li key={index}>
            <RowText row={row} names={names} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function RowText({ row, names }: { readonly row: EvidenceRow; readonly names: Naming }) {
  const path = evidencePath(row);
  const place = [names.post(row.post), names.unit(row.unit)].filter((part) => part !== '');
  return (
    <>
      {path ? <PageLink to={path}>{row.text}</PageLink> : row.text}
      {place.length > 0 && <span className="muted small">{` · ${place.join(', ')}`}</span>}
    </>
  );
}
