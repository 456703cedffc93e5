import { useState } from 'react';
import { clauseKinds, type Clause, type ClauseKind } from '../../core/office/drafts';
import { clausesOf, depthOf, hasHeading, keepIds } from '../../core/office/paste';
import { useText } from '../../hooks';
import { FormDialog, Line } from '../office/form_dialog';
import { Empty } from '../office/parts';
import type { DraftPartProps } from './draft_page';

interface Written {
  readonly key: number; // of its row, while the page stands
  readonly clause: Clause;
}

let lastKey = 0;
const rowOf = (clause: Clause): Written => ({ key: ++lastKey, clause });

// The text in its outline. What is written here stays until it is saved, whatever others do; if
// somebody else saved in between, the save is refused and says so.
export function WriteView({ view, sender }: DraftPartProps) {
  const text = useText();
  const { page } = view;
  const fresh = () => page.written.map((line) => rowOf(line.clause));
  const [rows, setRows] = useState<readonly Written[]>(fresh);
  const [seen, setSeen] = useState(page.revision);
  const [changed, setChanged] = useState(false);
  const [pasting, setPasting] = useState(page.written.length === 0);
  const overtaken = seen !== page.revision;
  // Nothing of ours is in the way of what others saved.
  if (overtaken && !changed) {
    setSeen(page.revision);
    setRows(fresh());
  }
  const change = (next: readonly Written[]) => {
    setRows(next);
    setChanged(true);
  };
  const save = async () => {
    const clauses = rows.map(({ clause }) => clause);
    if (await sender.send('draft.write', { clauses, seen })) setChanged(false);
  };
  const takeTheirs = () => {
    setChanged(false);
    setSeen(page.revision);
    setRows(fresh());
  };
  const paste = (clauses: readonly Clause[]) => {
    const before = rows.map(({ clause }) => clause);
    change(keepIds(before, clauses).map(rowOf));
  };
  const patch = (index: number, clause: Clause) =>
    change(rows.map((row, place) => (place === index ? { ...row, clause } : row)));
  const move = (index: number, by: number) => {
    const next = [...rows];
    const [row] = next.splice(index, 1);
    if (row) next.splice(Math.max(0, index + by), 0, row);
    change(next);
  };
  const insert = (index: number, kind: ClauseKind) => {
    const next = [...rows];
    next.splice(index, 0, rowOf({ id: 0, kind, heading: '', text: '' }));
    change(next);
  };
  return (
    <div className="write">
      <div className="write-bar no-print">
        <button className="button" onClick={() => setPasting(true)}>
          {text.get('write_paste')}
        </button>
        <button className="button" onClick={() => insert(rows.length, 'article')}>
          {text.get('write_add')}
        </button>
        <span className="small muted" role="status">
          {changed ? text.get('write_unsaved') : text.get('write_saved')}
        </span>
        <button
          className="button button-main"
          aria-disabled={!changed}
          onClick={() => changed && void save()}
        >
          {text.get('save')}
        </button>
      </div>
      {overtaken && changed && (
        <p className="note" role="alert">
          {text.get('write_overtaken')}{' '}
          <button className="button" onClick={takeTheirs}>
            {text.get('write_take_theirs')}
          </button>
        </p>
      )}
      {rows.length === 0 && <Empty>{text.get('write_empty')}</Empty>}
      <ol className="outline">
        {rows.map(({ key, clause }, index) => (
          <OutlineRow
            key={key}
            clause={clause}
            first={index === 0}
            last={index === rows.length - 1}
            onChange={(next) => patch(index, next)}
            onMove={(by) => move(index, by)}
            onAdd={() => insert(index + 1, clause.kind)}
            onRemove={() => change(rows.filter((_, place) => place !== index))}
          />
        ))}
      </ol>
      {pasting && <PasteDialog onPaste={paste} onClose={() => setPasting(false)} />}
    </div>
  );
}

interface RowProps {
  readonly clause: Clause;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (clause: Clause) => void;
  readonly onMove: (by: number) => void;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}

function OutlineRow({ clause, first, last, onChange, onMove, onAdd, onRemove }: RowProps) {
  const text = useText();
  const name = clause.heading || clause.text.slice(0, 40) || text.get(`clause_${clause.kind}`);
  return (
    <li className="outline-row" style={{ '--depth': depthOf(clause.kind) } as React.CSSProperties}>
      <select
        className="field-input"
        aria-label={text.get('clause_kind')}
        value={clause.kind}
        onChange={(event) => onChange({ ...clause, kind: event.target.value as ClauseKind })}
      >
        {clauseKinds.map((kind) => (
          <option key={kind} value={kind}>
            {text.get(`clause_${kind}`)}
          </option>
        ))}
      </select>
      <div className="outline-words">
        {hasHeading(clause.kind) && (
          <input
            className="field-input"
            aria-label={text.get('clause_heading')}
            placeholder={text.get('clause_heading')}
            value={clause.heading}
            maxLength={500}
            onChange={(event) => onChange({ ...clause, heading: event.target.value })}
          />
        )}
        <textarea
          className="field-input"
          aria-label={text.get('clause_text')}
          placeholder={text.get('clause_text')}
          rows={Math.min(12, Math.max(1, Math.ceil(clause.text.length / 90)))}
          value={clause.text}
          maxLength={50_000}
          onChange={(event) => onChange({ ...clause, text: event.target.value })}
        />
      </div>
      <div className="outline-acts">
        <button
          className="icon-button"
          disabled={first}
          aria-label={text.get('clause_up', { name })}
          onClick={() => onMove(-1)}
        >
          ↑
        </button>
        <button
          className="icon-button"
          disabled={last}
          aria-label={text.get('clause_down', { name })}
          onClick={() => onMove(1)}
        >
          ↓
        </button>
        <button
          className="icon-button"
          aria-label={text.get('clause_add', { name })}
          onClick={onAdd}
        >
          +
        </button>
        <button
          className="icon-button"
          aria-label={text.get('clause_remove', { name })}
          onClick={onRemove}
        >
          ×
        </button>
      </div>
    </li>
  );
}

interface PasteProps {
  readonly onPaste: (clauses: readonly Clause[]) => void;
  readonly onClose: () => void;
}

function PasteDialog({ onPaste, onClose }: PasteProps) {
  const text = useText();
  const [pasted, setPasted] = useState('');
  const clauses = clausesOf(pasted);
  return (
    <FormDialog
      title={text.get('write_paste')}
      lead={text.get('write_paste_lead')}
      verb={text.count('write_paste_verb', clauses.length)}
      ready={clauses.length > 0}
      wide
      onSend={() => {
        onPaste(clauses);
        return Promise.resolve(true);
      }}
      onClose={onClose}
    >
      <Line
        label={text.get('write_paste_text')}
        value={pasted}
        rows={12}
        autoFocus
        maxLength={2_000_000}
        onChange={setPasted}
      />
    </FormDialog>
  );
}
