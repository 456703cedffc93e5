import { createPortal } from 'react-dom';
import type { DeskView } from '../../core/conference/desk_views';
import { readableCode, type MadeLink } from '../../core/conference/issued_links';
import { useText } from '../../hooks';
import { QrCode } from '../../panels/qr_code';

const kEarlyMs = 3_600_000; // on duty an hour before

interface Props {
  readonly view: DeskView;
  readonly links: readonly MadeLink[];
}

// One sheet of A4 for each room, seen on paper only.
export function GuideSheets({ view, links }: Props) {
  return createPortal(
    <div className="sheets">
      {links.map((link) => (
        <Sheet key={`${link.site} ${link.link}`} view={view} link={link} />
      ))}
    </div>,
    document.body,
  );
}

function Sheet({ view, link }: { readonly view: DeskView; readonly link: MadeLink }) {
  const text = useText();
  const site = view.sites.find((one) => one.site === link.site);
  const first = view.call.sittings[0];
  return (
    <section className="sheet">
      <p className="sheet-over">{text.get('sheet_title')}</p>
      <h1>{site?.spec.name}</h1>
      <p>{view.call.title}</p>
      <div className="sheet-code">
        <QrCode link={link.url} />
        <dl>
          {first && (
            <>
              <dt>{text.get('sheet_duty')}</dt>
              <dd>{text.clock(first.begins - kEarlyMs)}</dd>
              <dt>{text.get('sheet_begins')}</dt>
              <dd>
                {text.clock(first.begins)} {text.day(first.begins)}
              </dd>
            </>
          )}
          <dt>{text.get('sheet_code')}</dt>
          <dd className="code">{readableCode(link.secret)}</dd>
        </dl>
      </div>
      <p className="sheet-address">{link.url}</p>
      <ol>
        {text.steps('sheet_steps').map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="sheet-phone">{text.get('sheet_phone')}</p>
    </section>
  );
}
