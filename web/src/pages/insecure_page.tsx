import { roomPath } from '../core/route';
import { useApp, usePageTitle, useStore, useText } from '../hooks';
import { LockIcon } from '../tiles/icons';
import { PageFrame } from './page_frame';

interface Props {
  readonly room: string;
  readonly onWatch: () => void;
}

// Shown in place of the lobby on a page without HTTPS.
export function InsecurePage({ room, onWatch }: Props) {
  const { info, go } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get('insecure_title'));
  const state = useStore(info);
  const addresses = state.status === 'ready' ? state.info.addresses : [];
  const hasAuthority = state.status !== 'ready' || state.info.caFingerprint !== null;
  return (
    <PageFrame>
      <article className="prose">
        <LockIcon />
        <h1 ref={heading} tabIndex={-1}>
          {text.get('insecure_title')}
        </h1>
        <p className="lead">{text.get('insecure_lead')}</p>
        <ol className="steps">
          {hasAuthority && (
            <li>
              <h2>{text.get('insecure_step_certificate')}</h2>
              <p className="muted">{text.get('insecure_step_certificate_lead')}</p>
              <button className="button button-main" onClick={() => go('/ca')}>
                {text.get('insecure_open_certificate')}
              </button>
            </li>
          )}
          <li>
            <h2>{text.get('insecure_step_address')}</h2>
            <Addresses addresses={addresses} room={room} />
          </li>
        </ol>
        <div className="aside-offer">
          <p className="muted">{text.get('insecure_watch_lead')}</p>
          <button className="button" onClick={onWatch}>
            {text.get('insecure_watch')}
          </button>
        </div>
      </article>
    </PageFrame>
  );
}

function Addresses({ addresses, room }: { addresses: readonly string[]; room: string }) {
  const text = useText();
  const secure = addresses.filter((address) => address.startsWith('https://'));
  if (secure.length === 0) return <p className="muted">{text.get('insecure_no_address')}</p>;
  return (
    <ul className="addresses">
      {secure.map((address) => (
        <li key={address}>
          <a href={address.replace(/\/$/, '') + roomPath(room)}>{address}</a>
        </li>
      ))}
    </ul>
  );
}
