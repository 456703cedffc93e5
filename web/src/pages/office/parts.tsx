import type { ReactNode } from 'react';
import { dayInVietnam, daysUntil, writtenDay } from '../../core/office/days';
import { urgencyOf } from '../../core/office/owed';
import { buckets, totalOf, type Bucket, type Buckets } from '../../core/office/tasks';
import type { Day } from '../../core/office/units';
import { useApp, useText } from '../../hooks';
import { useServerNow } from '../../live';
import { goTo } from '../page_link';

export function useToday(): Day {
  return dayInVietnam(useServerNow());
}

interface LinkProps {
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function PageLink({ to, className, children }: LinkProps) {
  const { go } = useApp();
  return (
    <a href={to} className={className} onClick={goTo(go, to)}>
      {children}
    </a>
  );
}

// A deadline, with a word for how near it is: never by colour alone.
export function Deadline({ day, over }: { readonly day: Day; readonly over?: boolean }) {
  const text = useText();
  const today = useToday();
  if (day === '') return <span className="muted small">{text.get('deadline_none')}</span>;
  const written = writtenDay(day, text.locale);
  if (over) return <span className="tabular">{written}</span>;
  const urgency = urgencyOf(day, today);
  const left = daysUntil(day, today);
  return (
    <span className="deadline" data-urgency={urgency}>
      <span className="tabular">{written}</span>
      {urgency === 'late' && <em>{text.count('days_late', -left)}</em>}
      {urgency === 'soon' && (
        <em>{left === 0 ? text.get('due_today') : text.count('days_left', left)}</em>
      )}
    </span>
  );
}

export const DayText = ({ day }: { readonly day: Day }) => {
  const text = useText();
  return <span className="tabular">{writtenDay(day, text.locale)}</span>;
};

interface BucketsProps {
  readonly counts: Buckets;
  readonly chosen: Bucket | null;
  readonly onChoose?: (bucket: Bucket | null) => void;
}

// The four buckets of every report: one bar each, to be clicked for what is in it.
export function BucketBars({ counts, chosen, onChoose }: BucketsProps) {
  const text = useText();
  const total = totalOf(counts);
  return (
    <ul className="buckets" aria-label={text.get('buckets_label')}>
      {buckets.map((bucket) => {
        const part = total === 0 ? 0 : counts[bucket] / total;
        return (
          <li key={bucket}>
            <button
              type="button"
              className="bucket"
              data-bucket={bucket}
              aria-pressed={chosen === bucket}
              disabled={!onChoose}
              onClick={() => onChoose?.(chosen === bucket ? null : bucket)}
            >
              <span className="bucket-name">{text.get(`bucket_${bucket}`)}</span>
              <strong className="tabular">{counts[bucket].toLocaleString(text.locale)}</strong>
              <span className="bucket-bar" aria-hidden="true">
                <i style={{ width: `${(part * 100).toFixed(1)}%` }} />
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

interface SheetProps {
  readonly title: string;
  readonly id?: string;
  readonly count?: number;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

// A part of a page, with its own heading.
export function Sheet({ title, id, count, actions, children }: SheetProps) {
  const text = useText();
  return (
    <section className="sheet" id={id} aria-label={title}>
      <header className="sheet-head">
        <h2>
          {title}
          {count !== undefined && count > 0 && (
            <span className="sheet-count tabular">{count.toLocaleString(text.locale)}</span>
          )}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  );
}

export const Empty = ({ children }: { readonly children: ReactNode }) => (
  <p className="empty muted">{children}</p>
);
