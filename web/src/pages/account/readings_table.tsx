import { useEffect, useState } from 'react';
import { reviewPath, unitPath } from '../../core/route';
import { useApp, useText } from '../../hooks';
import type { TextKey } from '../../i18n/text';
import type { Reading } from '../../protocol/office_api';
import { Notice } from '../notice';
import { Empty, PageLink, Sheet } from '../office/parts';
import { errorWords } from '../site/error_words';

// Who has read what is kept of oneself, the newest first.
export function ReadingsTable() {
  const { office } = useApp();
  const text = useText();
  const [readings, setReadings] = useState<readonly Reading[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    office.readings().then(setReadings, setError);
  }, [office]);
  return (
    <Sheet title={text.get('readings_title')} count={readings?.length ?? 0}>
      <p className="muted small">{text.get('readings_lead')}</p>
      {error !== null && (
        <Notice title={text.get('readings_title')}>{errorWords(error, text)}</Notice>
      )}
      {error === null && readings === null && <Empty>{text.get('view_loading')}</Empty>}
      {readings?.length === 0 && <Empty>{text.get('readings_none')}</Empty>}
      {readings !== null && readings.length > 0 && (
        <table className="preview-table">
          <thead>
            <tr>
              <th scope="col">{text.get('readings_when')}</th>
              <th scope="col">{text.get('readings_who')}</th>
              <th scope="col">{text.get('readings_why')}</th>
              <th scope="col">{text.get('readings_where')}</th>
            </tr>
          </thead>
          <tbody>
            {readings.map((one) => (
              <tr key={`${one.at} ${one.by} ${one.purpose} ${one.what}`}>
                <td className="tabular">{`${text.clock(one.at)} ${text.day(one.at)}`}</td>
                <td>{one.by}</td>
                <td>{purposeOf(one.purpose, text)}</td>
                <td>
                  <Place what={one.what} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  );
}

function purposeOf(purpose: string, text: ReturnType<typeof useText>): string {
  const key = `purpose_${purpose}`;
  return text.has(key) ? text.get(key as TextKey) : purpose;
}

function Place({ what }: { readonly what: string }) {
  const text = useText();
  const page = /^(reviews\/)?unit\/(\d+)$/.exec(what);
  if (!page) return <>{what}</>;
  const unit = Number(page[2]);
  return page[1] ? (
    <PageLink to={reviewPath(unit)}>{text.get('readings_review')}</PageLink>
  ) : (
    <PageLink to={unitPath(unit)}>{text.get('readings_unit')}</PageLink>
  );
}
