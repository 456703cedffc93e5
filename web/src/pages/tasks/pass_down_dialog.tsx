import { useState } from 'react';
import { addsUp, formatAmount, parseAmount, splitFigure, type Part } from '../../core/office/tasks';
import { useText } from '../../hooks';
import { naming } from '../office/naming';
import { FormDialog, Line } from '../office/form_dialog';
import { Empty } from '../office/parts';
import type { TaskDialogProps } from './task_dialogs';

interface Row {
  readonly chosen: boolean;
  readonly target: string; // as it is written
}

// To several units directly below at once; a figure that adds up is shared out among them.
export function PassDownDialog({ view, sender, onClose }: TaskDialogProps) {
  const text = useText();
  const { line, parts } = view.page;
  const names = naming(view.names);
  const taken = parts.filter((one) => one.status !== 'withdrawn').map((one) => one.lead);
  const children = view.below.filter((one) => !taken.includes(one.unit));
  // Somebody must answer for each part.
  const able = children.filter((one) => one.head !== 0);
  const [rows, setRows] = useState<Readonly<Record<number, Row>>>({});
  const [deadline, setDeadline] = useState(line.deadline);
  const chosen = children.filter((one) => rows[one.unit]?.chosen);
  const sharing = line.target !== 0 && addsUp(line.measure);
  const set = (unitId: number, row: Row) => setRows((old) => ({ ...old, [unitId]: row }));
  const share = (units: readonly number[]) => {
    const figures = splitFigure(line.target, units.length);
    const next: Record<number, Row> = {};
    for (const [index, unitId] of units.entries()) {
      const target = sharing ? formatAmount(figures[index] ?? 0, text.locale) : '';
      next[unitId] = { chosen: true, target };
    }
    setRows(next);
  };
  const amounts = chosen.map((one) => {
    const written = rows[one.unit]?.target ?? '';
    return written === '' ? 0 : parseAmount(written, text.language);
  });
  const sum = amounts.reduce<number>((total, one) => total + (one ?? 0), 0);
  const send = () => {
    const made: Part[] = chosen.map((one, index) => ({
      lead: one.unit,
      head: one.head,
      head_post: one.head_post,
      title: '',
      text: '',
      target: amounts[index] ?? 0,
      deadline,
    }));
    return sender.send('task.pass_down', { task: line.task, parts: made });
  };
  return (
    <FormDialog
      title={text.get('pass_title')}
      lead={text.get('pass_lead')}
      verb={text.count('pass_verb', chosen.length)}
      ready={chosen.length > 0 && !amounts.includes(null)}
      wide
      onSend={send}
      onClose={onClose}
    >
      {children.length === 0 ? (
        <Empty>{text.get('pass_nobody')}</Empty>
      ) : (
        <>
          <p className="button-row">
            <button
              type="button"
              className="button"
              onClick={() => share(able.map((one) => one.unit))}
            >
              {text.count('pass_all', able.length)}
            </button>
            {sharing && chosen.length > 0 && (
              <button
                type="button"
                className="button"
                onClick={() => share(chosen.map((one) => one.unit))}
              >
                {text.get('pass_share')}
              </button>
            )}
          </p>
          <ul className="pass-rows">
            {children.map((one) => {
              const row = rows[one.unit] ?? { chosen: false, target: '' };
              return (
                <li key={one.unit}>
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={row.chosen}
                      disabled={one.head === 0}
                      onChange={(event) => set(one.unit, { ...row, chosen: event.target.checked })}
                    />
                    <span>
                      {names.unit(one.unit)}
                      <span className="muted small check-hint">
                        {names.person(one.head) || text.get('pass_no_head')}
                      </span>
                    </span>
                  </label>
                  {row.chosen && line.target !== 0 && (
                    <input
                      className="field-input tabular"
                      aria-label={text.get('pass_target', { unit: names.unit(one.unit) })}
                      placeholder={text.get('pass_as_whole')}
                      value={row.target}
                      maxLength={20}
                      onChange={(event) => set(one.unit, { ...row, target: event.target.value })}
                    />
                  )}
                </li>
              );
            })}
          </ul>
          {sharing && chosen.length > 0 && (
            <p className="small tabular" role="status">
              {text.get('pass_sum', {
                sum: formatAmount(sum, text.locale),
                whole: formatAmount(line.target, text.locale),
                measure: line.measure,
              })}
            </p>
          )}
          <Line
            label={text.get('task_deadline')}
            type="date"
            value={deadline}
            onChange={setDeadline}
          />
        </>
      )}
    </FormDialog>
  );
}
