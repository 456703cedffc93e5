import { useCallback, useEffect, useRef, useState, type DragEvent } from 'react';
import type { OrganisationCommands } from '../../core/office/units';
import { useApp, usePageTitle, useText } from '../../hooks';
import { useSender } from '../../live';
import type { ImportLine, ImportPreview } from '../../protocol/imports';
import { Notice } from '../notice';
import { Check } from '../office/form_dialog';
import { OfficeFrame } from '../office/office_frame';
import { Empty, PageLink, Sheet } from '../office/parts';
import { errorWords } from '../site/error_words';
import { RemarkDialog } from '../tasks/answer_panel';
import { PreviewTable } from './preview_table';

type What = 'units' | 'people';

interface Chosen {
  readonly file: File;
  readonly what: What;
}

// A file is looked at first; nothing changes until it is said to.
export function ImportPage() {
  const { office } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get('import_title'));
  const sender = useSender<OrganisationCommands>('organisation');
  const [what, setWhat] = useState<What>('units');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  const { imports, failure, reload } = useImports();
  const changed = () => {
    setDone(false);
    reload();
  };
  const look = (file: File) => {
    const wish = { file, what };
    setChosen(wish);
    setPreview(null);
    setError(null);
    setDone(false);
    setWaiting(true);
    office
      .previewImport(what, file)
      .then(setPreview, setError)
      .finally(() => setWaiting(false));
  };
  const run = async (leaveOut: boolean) => {
    if (!chosen || !preview) return;
    const ok = await sender.send('import.run', {
      what: chosen.what,
      file: chosen.file.name.slice(0, 200),
      csv: preview.csv,
      seen: preview.fingerprint,
      leave_out_refused: leaveOut,
    });
    if (!ok) return;
    setPreview(null);
    setChosen(null);
    setDone(true);
    reload();
  };
  return (
    <OfficeFrame place="/organisation" sender={sender}>
      <header className="unit-head">
        <div>
          <nav className="crumbs small">
            <ol>
              <li>
                <PageLink to="/organisation">{text.get('nav_organisation')}</PageLink>
              </li>
            </ol>
          </nav>
          <h1 ref={heading} tabIndex={-1}>
            {text.get('import_title')}
          </h1>
          <p className="lead">{text.get('import_lead')}</p>
        </div>
      </header>
      <div className="choices" role="group" aria-label={text.get('import_what')}>
        {(['units', 'people'] as const).map((one) => (
          <button
            key={one}
            aria-pressed={what === one}
            onClick={() => {
              setWhat(one);
              setPreview(null);
              setChosen(null);
              setError(null);
            }}
          >
            {text.get(`import_${one}`)}
          </button>
        ))}
      </div>
      <FileDrop what={what} onFile={look} busy={waiting} />
      {done && (
        <p className="done" role="status">
          ✓ {text.get('import_done')}
        </p>
      )}
      {error !== null && (
        <Notice title={text.get('import_failed')}>{errorWords(error, text)}</Notice>
      )}
      {preview && chosen && (
        <PreviewSheet key={preview.fingerprint} preview={preview} chosen={chosen} onRun={run} />
      )}
      <Sheet title={text.get('imports_title')} count={imports?.length}>
        <Imports imports={imports} failure={failure} sender={sender} onChanged={changed} />
      </Sheet>
    </OfficeFrame>
  );
}

function useImports() {
  const { office } = useApp();
  const [imports, setImports] = useState<readonly ImportLine[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const reload = useCallback(() => {
    office.imports().then((list) => {
      setImports(list);
      setFailure(null);
    }, setFailure);
  }, [office]);
  useEffect(reload, [reload]);
  return { imports, failure, reload };
}

interface DropProps {
  readonly what: What;
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

function FileDrop({ what, busy, onFile }: DropProps) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <div
      className="drop"
      data-over={over || undefined}
      aria-busy={busy}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        <strong>{text.get(busy ? 'import_reading' : 'import_drop')}</strong>
      </p>
      <p className="muted small">{text.get(`import_columns_${what}`)}</p>
      <p className="button-row">
        <button className="button button-main" onClick={() => input.current?.click()}>
          {text.get('import_choose')}
        </button>
        <a
          className="button"
          href={sampleOf(text.get(`import_sample_${what}`))}
          download={`${text.get(`import_sample_name_${what}`)}.csv`}
        >
          {text.get('import_sample')}
        </a>
      </p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}

// With the mark by which Excel knows UTF-8. Lines are parted by "|" in the text.
const sampleOf = (lines: string): string =>
  `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${lines.split('|').join('\r\n')}\r\n`)}`;

interface PreviewProps {
  readonly preview: ImportPreview;
  readonly chosen: Chosen;
  readonly onRun: (leaveOut: boolean) => Promise<void>;
}

function PreviewSheet({ preview, chosen, onRun }: PreviewProps) {
  const text = useText();
  const [leaveOut, setLeaveOut] = useState(false);
  const news = preview.created + preview.changed;
  const blocked = preview.refused.length > 0;
  const ready = !blocked && news > 0 && (preview.refusedRows === 0 || leaveOut);
  return (
    <Sheet title={text.get('preview_title', { file: chosen.file.name })}>
      <PreviewTable preview={preview} />
      {!blocked && news === 0 && <p className="note">{text.get('preview_nothing')}</p>}
      {!blocked && preview.refusedRows > 0 && news > 0 && (
        <Check
          label={text.count('preview_leave_out', preview.refusedRows)}
          checked={leaveOut}
          onChange={setLeaveOut}
        />
      )}
      {!blocked && news > 0 && (
        <p className="button-row">
          <button
            className="button button-main"
            aria-disabled={!ready}
            onClick={() => ready && void onRun(leaveOut)}
          >
            {text.count('import_run', news)}
          </button>
          <span className="muted small">{text.get('import_undo_hint')}</span>
        </p>
      )}
    </Sheet>
  );
}

interface ImportsProps {
  readonly imports: readonly ImportLine[] | null;
  readonly failure: unknown;
  readonly sender: ReturnType<typeof useSender<OrganisationCommands>>;
  readonly onChanged: () => void;
}

function Imports({ imports, failure, sender, onChanged }: ImportsProps) {
  const text = useText();
  const [undoing, setUndoing] = useState<ImportLine | null>(null);
  if (imports === null) {
    return <Empty>{failure ? errorWords(failure, text) : text.get('view_loading')}</Empty>;
  }
  if (imports.length === 0) return <Empty>{text.get('imports_none')}</Empty>;
  return (
    <>
      <ul className="rows">
        {imports.map((one) => (
          <li key={one.import} className="row">
            <span className="row-kind">{text.get(`import_${one.what}`)}</span>
            <span className="row-words">
              <strong>{one.file}</strong>
              <span className="muted small tabular">
                {[
                  `${text.clock(one.done)} ${text.day(one.done)}`,
                  one.by === 'system' ? text.get('import_by_system') : one.by,
                  text.get('import_sums', {
                    created: one.created,
                    changed: one.changed,
                    refused: one.refused,
                  }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {one.undone !== 0 ? (
              <span className="muted small">{text.get('import_undone')}</span>
            ) : (
              one.canUndo && (
                <button className="button" onClick={() => setUndoing(one)}>
                  {text.get('import_undo')}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
      {undoing && (
        <RemarkDialog
          title={text.get('import_undo')}
          label={text.get('import_undo_why')}
          required
          onSend={async (why) => {
            const done = await sender.send('import.undo', { import: undoing.import, why });
            if (done) onChanged();
            return done;
          }}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  );
}
