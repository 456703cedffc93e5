import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { changesOf, type ClauseChange, type Piece } from '../../core/office/difference';
import {
  numberOf,
  stateOf,
  type ClauseLine,
  type DraftView,
  type LedgerRow,
} from '../../core/office/drafts';
import { useText } from '../../hooks';
import { naming, type Naming } from '../office/naming';
import { Empty } from '../office/parts';
import { AnswerForm } from './answer_form';
import type { DraftPartProps } from './draft_page';

// What the paper on the screen is compared with: an earlier version, 0: nothing.
interface Shown {
  readonly lines: readonly ClauseLine[];
  readonly version: number;
}

export function PaperView({ view, sender }: DraftPartProps) {
  const text = useText();
  const { page, ledger } = view;
  const names = useMemo(() => naming(view.names), [view.names]);
  const versions = versionsOf(view);
  const newest = versions[versions.length - 1];
  // What is out is what the comments are about.
  const [version, setVersion] = useState(page.version > 0 ? page.version : (newest?.version ?? 0));
  const [against, setAgainst] = useState(0);
  const at = versions.find((one) => one.version === version) ?? newest;
  const before = versions.find((one) => one.version === against);
  const changes = useMemo<readonly ClauseChange[]>(
    () => changesOf(before?.lines ?? at?.lines ?? [], at?.lines ?? []),
    [before, at],
  );
  const byClause = useMemo(() => {
    const map = new Map<number, LedgerRow[]>();
    for (const row of ledger.rows) {
      map.set(row.clause, [...(map.get(row.clause) ?? []), row]);
    }
    return map;
  }, [ledger.rows]);
  if (!at) return <Empty>{text.get('draft_empty')}</Empty>;
  const mayComment = view.may.includes('comment.make') && version === page.version;
  const common = { view, sender, names, mayComment };
  return (
    <>
      {versions.length > 1 && (
        <div className="filters no-print">
          <VersionChoice
            label={text.get('version_shown')}
            versions={versions}
            inHand={page.version + 1}
            value={version}
            onChange={setVersion}
          />
          <VersionChoice
            label={text.get('version_against')}
            versions={versions.filter((one) => one.version !== version)}
            inHand={page.version + 1}
            none={text.get('version_against_none')}
            value={against}
            onChange={setAgainst}
          />
          {before && (
            <p className="small muted">
              {text.count('changes', changes.filter((one) => one.kind !== 'same').length)}
            </p>
          )}
        </div>
      )}
      <div className="paper">
        <ClauseRow {...common} clause={0} label="" rows={byClause.get(0) ?? []}>
          <p className="paper-kind">{page.spec.kind}</p>
          <p className="paper-title">{page.spec.title}</p>
        </ClauseRow>
        {changes.map((change) => {
          const { clause, label } = change.line;
          return (
            <ClauseRow
              key={`${clause.id} ${change.kind}`}
              {...common}
              clause={clause.id}
              label={label}
              rows={byClause.get(clause.id) ?? []}
            >
              <div className="clause" data-kind={clause.kind} data-change={change.kind}>
                <p className="clause-head">
                  <span className="clause-label">{numberOf(label, clause.kind)}</span>{' '}
                  <Pieces pieces={change.heading} />
                </p>
                {change.text.length > 0 && (
                  <p className="clause-text">
                    <Pieces pieces={change.text} />
                  </p>
                )}
              </div>
            </ClauseRow>
          );
        })}
      </div>
    </>
  );
}

// All that went out, and what is written now where it differs from the last of them.
function versionsOf(view: DraftView): readonly Shown[] {
  const { page } = view;
  const out: Shown[] = (view.versions ?? []).map((one) => ({
    lines: one.clauses,
    version: one.version,
  }));
  if (page.version > 0 && !out.some((one) => one.version === page.version)) {
    out.push({ lines: page.circulated, version: page.version });
  }
  out.sort((a, b) => a.version - b.version);
  const last = out[out.length - 1];
  const differs =
    view.side === 'drafter' &&
    page.written.length > 0 &&
    (!last || changesOf(last.lines, page.written).some((one) => one.kind !== 'same'));
  // The text in hand is the version to come.
  return differs ? [...out, { lines: page.written, version: page.version + 1 }] : out;
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, index) => {
        if (piece.kind === 'gone') return <del key={index}>{piece.text}</del>;
        if (piece.kind === 'new') return <ins key={index}>{piece.text}</ins>;
        return <span key={index}>{piece.text}</span>;
      })}
    </>
  );
}

interface VersionProps {
  readonly label: string;
  readonly versions: readonly Shown[];
  readonly inHand: number; // is written and not out yet
  readonly none?: string;
  readonly value: number;
  readonly onChange: (version: number) => void;
}

function VersionChoice({ label, versions, inHand, none, value, onChange }: VersionProps) {
  const text = useText();
  const id = useId();
  return (
    <div className="field field-inline">
      <label className="small" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="field-input"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {none && <option value={0}>{none}</option>}
        {versions.map((one) => (
          <option key={one.version} value={one.version}>
            {one.version === inHand
              ? text.get('version_in_hand')
              : text.get('draft_version', { version: one.version })}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ClauseRowProps extends DraftPartProps {
  readonly names: Naming;
  readonly mayComment: boolean;
  readonly clause: number; // 0: the draft as a whole
  readonly label: string;
  readonly rows: readonly LedgerRow[];
  readonly children: React.ReactNode;
}

// A clause on the paper, and what is said about it in the margin beside it.
function ClauseRow({ clause, label, rows, mayComment, children, ...common }: ClauseRowProps) {
  const text = useText();
  const [writing, setWriting] = useState(false);
  const title = label || text.get('clause_whole');
  return (
    <section className="paper-row" aria-label={title}>
      <div className="paper-cell">{children}</div>
      <div className="margin" role="group" aria-label={text.get('margin_label', { label: title })}>
        {rows.map((row) => (
          <MarginComment key={row.comment} row={row} {...common} />
        ))}
        {mayComment && !writing && (
          <button
            className="margin-add no-print"
            aria-label={text.get('comment_on', { label: title })}
            onClick={() => setWriting(true)}
          >
            {text.get('comment_make')}
          </button>
        )}
        {writing && <CommentForm clause={clause} {...common} onDone={() => setWriting(false)} />}
      </div>
    </section>
  );
}

interface MarginProps extends DraftPartProps {
  readonly row: LedgerRow;
  readonly names: Naming;
}

// Short until it is opened, so that the paper beside it stays together.
function MarginComment({ row, view, sender, names }: MarginProps) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [answering, setAnswering] = useState(false);
  const state = stateOf(row);
  const mayAnswer = view.may.includes('comment.absorb');
  const mine = view.side === 'asked' && row.unit === view.for_unit;
  return (
    <div className="margin-comment" data-state={state} data-open={open || undefined}>
      <button className="margin-summary" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="margin-unit small">
          <strong>{names.unit(row.unit)}</strong>
          <span className="state-mark" data-state={state}>
            {text.get(`answer_${state}`)}
          </span>
        </span>
        <span className="margin-words">{row.text}</span>
      </button>
      {open && (
        <>
          {row.version !== view.page.version && (
            <p className="small muted">{text.get('draft_version', { version: row.version })}</p>
          )}
          {row.answer_text && <p className="margin-answer small">{row.answer_text}</p>}
          {!answering && (
            <p className="margin-acts no-print">
              {mayAnswer && (
                <button className="button-quiet" onClick={() => setAnswering(true)}>
                  {text.get(row.answer ? 'answer_again' : 'answer')}
                </button>
              )}
              {mine && !row.answer && view.may.includes('comment.withdraw') && (
                <button
                  className="button-quiet"
                  onClick={() => void sender.send('comment.withdraw', { comment: row.comment })}
                >
                  {text.get('comment_withdraw')}
                </button>
              )}
            </p>
          )}
          {answering && <AnswerForm row={row} sender={sender} onDone={() => setAnswering(false)} />}
        </>
      )}
    </div>
  );
}

interface CommentFormProps extends DraftPartProps {
  readonly clause: number;
  readonly onDone: () => void;
}

function CommentForm({ view, sender, clause, onDone }: CommentFormProps) {
  const text = useText();
  const [words, setWords] = useState('');
  const send = async () => {
    if (words.trim() === '') return;
    const unit = view.for_unit !== 0 ? view.for_unit : view.page.spec.unit;
    if (await sender.send('comment.make', { clause, unit, text: words.trim() })) onDone();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  };
  return (
    <div className="margin-comment">
      <textarea
        className="field-input"
        aria-label={text.get('comment_text')}
        placeholder={text.get('comment_text')}
        rows={4}
        autoFocus
        maxLength={10_000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKey}
      />
      <p className="margin-acts">
        <button className="button-quiet" onClick={onDone}>
          {text.get('cancel')}
        </button>
        <button
          className="button button-main button-small"
          aria-disabled={words.trim() === ''}
          onClick={() => void send()}
        >
          {text.get('send')}
        </button>
      </p>
    </div>
  );
}
