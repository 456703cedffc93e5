import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import {
  filterRows,
  nextOpen,
  stateOf,
  type LedgerFilter,
  type LedgerRow,
} from '../../core/office/drafts';
import { useText } from '../../hooks';
import { naming, type Naming } from '../office/naming';
import { Empty, PageLink } from '../office/parts';
import { minutesPath } from '../tasks/task_page';
import { AnswerForm } from './answer_form';
import type { DraftPartProps, DraftSender } from './draft_page';

const kFilters = ['all', 'open', 'absorbed', 'explained'] as const;

// "Tổng hợp, tiếp thu, giải trình": every comment with its answer. Arrows walk, Enter answers,
// and after an answer the next open one comes by itself.
export function LedgerTable({ view, sender }: DraftPartProps) {
  const text = useText();
  const { ledger } = view;
  const names = useMemo(() => naming(view.names), [view.names]);
  const mayAnswer = view.may.includes('comment.absorb');
  const [filter, setFilter] = useState<LedgerFilter>('all');
  const [unit, setUnit] = useState(0);
  const [at, setAt] = useState(0);
  const [answering, setAnswering] = useState(0);
  const rows = useMemo(
    () => filterRows(ledger.rows, filter, unit).concat(kept(ledger.rows, filter, unit, answering)),
    [ledger.rows, filter, unit, answering],
  );
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (answering !== 0) return;
    table.current?.querySelector<HTMLElement>(`[data-comment="${at}"]`)?.focus();
  }, [at, answering]);
  const units = useMemo(() => [...new Set(ledger.rows.map((row) => row.unit))], [ledger.rows]);
  const counts = {
    all: ledger.rows.length,
    open: ledger.open,
    absorbed: ledger.absorbed,
    explained: ledger.explained,
  };
  const onKey = (event: KeyboardEvent) => {
    if (answering !== 0) return;
    const index = rows.findIndex((row) => row.comment === at);
    const to = (place: number) => {
      event.preventDefault();
      setAt(rows[Math.max(0, Math.min(rows.length - 1, place))]?.comment ?? 0);
    };
    if (event.key === 'ArrowDown' || event.key === 'j') to(index + 1);
    else if (event.key === 'ArrowUp' || event.key === 'k') to(index - 1);
    else if (event.key === 'n') {
      event.preventDefault();
      setAt(nextOpen(rows, at) ?? at);
    } else if (event.key === 'Enter' && mayAnswer && index >= 0) {
      event.preventDefault();
      setAnswering(at);
    }
  };
  const answered = (done: boolean) => {
    const next = done ? nextOpen(rows, answering) : null;
    setAt(next ?? answering);
    setAnswering(next ?? 0);
  };
  if (ledger.rows.length === 0) {
    return <Empty>{text.get(view.side === 'asked' ? 'ledger_none_mine' : 'ledger_none')}</Empty>;
  }
  return (
    <>
      <div className="filters no-print">
        <div className="choices" role="group" aria-label={text.get('ledger_filter')}>
          {kFilters.map((one) => (
            <button key={one} aria-pressed={filter === one} onClick={() => setFilter(one)}>
              {text.get(`ledger_${one}`)}{' '}
              <span className="tabular">{counts[one].toLocaleString(text.locale)}</span>
            </button>
          ))}
        </div>
        {units.length > 1 && (
          <select
            className="field-input"
            aria-label={text.get('ledger_unit')}
            value={unit}
            onChange={(event) => setUnit(Number(event.target.value))}
          >
            <option value={0}>{text.get('ledger_unit_all')}</option>
            {units.map((one) => (
              <option key={one} value={one}>
                {names.unit(one)}
              </option>
            ))}
          </select>
        )}
        {mayAnswer && <p className="small muted keys-hint">{text.get('ledger_keys')}</p>}
      </div>
      <table className="ledger" ref={table} onKeyDown={onKey}>
        <thead>
          <tr>
            <th scope="col">{text.get('ledger_clause')}</th>
            <th scope="col">{text.get('ledger_who')}</th>
            <th scope="col">{text.get('ledger_comment')}</th>
            <th scope="col">{text.get('ledger_answer')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row
              key={row.comment}
              row={row}
              names={names}
              sender={sender}
              mayAnswer={mayAnswer}
              tabbable={row.comment === at || (at === 0 && index === 0)}
              answering={row.comment === answering}
              onFocus={() => setAt(row.comment)}
              onAnswer={() => setAnswering(row.comment)}
              onAnswered={answered}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <Empty>{text.get('ledger_none_found')}</Empty>}
    </>
  );
}

// The row that is being answered stays though it has left the filter.
function kept(
  rows: readonly LedgerRow[],
  filter: LedgerFilter,
  unit: number,
  answering: number,
): readonly LedgerRow[] {
  const row = rows.find((one) => one.comment === answering);
  return row && filterRows([row], filter, unit).length === 0 ? [row] : [];
}

interface RowProps {
  readonly row: LedgerRow;
  readonly names: Naming;
  readonly sender: DraftSender;
  readonly mayAnswer: boolean;
  readonly tabbable: boolean;
  readonly answering: boolean;
  readonly onFocus: () => void;
  readonly onAnswer: () => void;
  readonly onAnswered: (done: boolean) => void;
}

function Row({ row, names, sender, mayAnswer, tabbable, answering, ...on }: RowProps) {
  const text = useText();
  const state = stateOf(row);
  return (
    <tr
      data-state={state}
      data-comment={row.comment}
      tabIndex={tabbable ? 0 : -1}
      onFocus={(event) => {
        if (event.target === event.currentTarget) on.onFocus();
      }}
    >
      <th scope="row">
        {row.label || text.get('clause_whole')}
        <span className="muted small">{text.get('draft_version', { version: row.version })}</span>
      </th>
      <td>{names.unit(row.unit)}</td>
      <td>
        {row.text}
        {row.source.conference !== 0 && (
          <PageLink className="small" to={minutesPath(row.source.conference, row.source.event)}>
            {text.get('comment_source')}
          </PageLink>
        )}
      </td>
      <td>
        {answering ? (
          <AnswerForm key={row.comment} row={row} sender={sender} onDone={on.onAnswered} />
        ) : (
          <>
            <p>
              <span className="state-mark" data-state={state}>
                {text.get(`answer_${state}`)}
              </span>
              {row.answer_text && ` ${row.answer_text}`}
            </p>
            {mayAnswer && (
              <button
                className="button-quiet no-print"
                tabIndex={tabbable ? 0 : -1}
                onClick={on.onAnswer}
              >
                {text.get(row.answer ? 'answer_again' : 'answer')}
              </button>
            )}
          </>
        )}
      </td>
    </tr>
  );
}
