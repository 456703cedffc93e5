import { useState } from 'react';
import { useText } from '../../hooks';
import { fill, type TextKey } from '../../i18n/text';
import type { ImportPreview, ImportRemark, RowOutcome } from '../../protocol/imports';

const kOutcomes: readonly RowOutcome[] = ['refuse', 'create', 'change', 'leave'];
const kMaxRows = 500;

// What the columns were taken for, and what each row would do, in sentences.
export function PreviewTable({ preview }: { readonly preview: ImportPreview }) {
  const text = useText();
  const [outcome, setOutcome] = useState<RowOutcome>(() => firstOf(preview));
  const counts = {
    create: preview.created,
    change: preview.changed,
    leave: preview.left,
    refuse: preview.refusedRows,
  };
  const rows = preview.rows.filter((row) => row.outcome === outcome);
  return (
    <>
      {preview.encoding && (
        <p className="small muted">
          {text.get('preview_encoding', { encoding: preview.encoding })}
        </p>
      )}
      <ul className="columns" aria-label={text.get('preview_columns')}>
        {preview.columns.map((column, index) => (
          <li key={index} data-unread={column.meaning === '' || undefined}>
            <span>{column.header}</span>
            <span className="small">
              {column.meaning === '' ? text.get('column_unread') : `→ ${meaningOf(column.meaning)}`}
            </span>
          </li>
        ))}
      </ul>
      {preview.refused.map((remark, index) => (
        <p key={index} className="note" role="alert">
          <RemarkWords remark={remark} preview={preview} />
        </p>
      ))}
      {preview.rows.length > 0 && (
        <>
          <div className="choices" role="group" aria-label={text.get('preview_rows')}>
            {kOutcomes.map((one) => (
              <button
                key={one}
                aria-pressed={outcome === one}
                disabled={counts[one] === 0}
                onClick={() => setOutcome(one)}
              >
                {text.get(`outcome_${one}`)}{' '}
                <span className="tabular">{counts[one].toLocaleString(text.locale)}</span>
              </button>
            ))}
          </div>
          <table className="preview-table">
            <thead>
              <tr>
                <th scope="col">{text.get('preview_line')}</th>
                <th scope="col">{text.get('preview_name')}</th>
                <th scope="col">{text.get('preview_remarks')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, kMaxRows).map((row) => (
                <tr key={row.line} data-outcome={row.outcome}>
                  <td className="tabular">{row.line.toLocaleString(text.locale)}</td>
                  <th scope="row">{row.name || '–'}</th>
                  <td>
                    {row.remarks.map((remark, index) => (
                      <p key={index}>
                        <RemarkWords remark={remark} preview={preview} />
                      </p>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length > kMaxRows && (
            <p className="small muted">{text.count('preview_more', rows.length - kMaxRows)}</p>
          )}
        </>
      )}
    </>
  );

  function meaningOf(meaning: string): string {
    const key = `column_${meaning}`;
    return text.has(key) ? text.get(key as TextKey) : meaning;
  }
}

const firstOf = (preview: ImportPreview): RowOutcome => {
  if (preview.refusedRows > 0) return 'refuse';
  if (preview.created > 0) return 'create';
  return preview.changed > 0 ? 'change' : 'leave';
};

interface RemarkProps {
  readonly remark: ImportRemark;
  readonly preview: ImportPreview;
}

function RemarkWords({ remark, preview }: RemarkProps) {
  const text = useText();
  const sentence = preview.sentences[remark.code]?.[text.language];
  if (!sentence) return <>{remark.code}</>;
  const facts: Record<string, string> = {};
  for (const [name, value] of Object.entries(remark.facts)) {
    if (typeof value === 'number') facts[name] = value.toLocaleString(text.locale);
    else if (typeof value === 'string') facts[name] = wordOf(name, value);
    else if (Array.isArray(value)) facts[name] = value.join(', ');
  }
  return <>{fill(sentence, facts)}</>;

  // A column is named as the page names it.
  function wordOf(name: string, value: string): string {
    const key = `column_${value}`;
    return name === 'column' && text.has(key) ? text.get(key as TextKey) : value;
  }
}
