import { useCallback, useEffect, useState } from 'react';
import { placeIn } from '../../core/conference/room_place';
import { sitePath } from '../../core/route';
import { useApp, usePageTitle, useStore, useText } from '../../hooks';
import { ApiError } from '../../protocol/http';
import type { DeviceRole, LinkTarget } from '../../protocol/office_api';
import { CameraIcon, ForwardIcon, PeopleIcon, ScreenIcon, SlidersIcon } from '../../tiles/icons';
import { Notice } from '../notice';
import { PageFrame } from '../page_frame';
import { goTo } from '../page_link';
import { errorWords } from './error_words';

type Looked =
  | { readonly status: 'looking' }
  | { readonly status: 'found'; readonly link: LinkTarget }
  | { readonly status: 'failed'; readonly error: unknown };

// Where an invitation leads: what conference, which room, when; and what this device shall be.
export function EntryPage({ secret }: { readonly secret: string }) {
  const { office } = useApp();
  const [looked, setLooked] = useState<Looked>({ status: 'looking' });
  const look = useCallback(() => {
    setLooked({ status: 'looking' });
    office.link(secret).then(
      (link) => setLooked({ status: 'found', link }),
      (error: unknown) => setLooked({ status: 'failed', error }),
    );
  }, [office, secret]);
  useEffect(look, [look]);
  return (
    <PageFrame>
      <div className="entry">
        {looked.status === 'looking' && <Looking />}
        {looked.status === 'failed' && <Failed error={looked.error} onRetry={look} />}
        {looked.status === 'found' && <Found secret={secret} link={looked.link} />}
      </div>
    </PageFrame>
  );
}

function Looking() {
  const text = useText();
  return (
    <p className="muted" role="status" aria-busy="true">
      {text.get('link_looking')}
    </p>
  );
}

interface FailedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

function Failed({ error, onRetry }: FailedProps) {
  const text = useText();
  const heading = usePageTitle(text.get('link_failed_title'));
  const passing = error instanceof ApiError && error.passing;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {text.get('link_failed_title')}
      </h1>
      <p className="lead">{errorWords(error, text)}</p>
      {passing && (
        <button className="button button-main" onClick={onRetry}>
          {text.get('retry')}
        </button>
      )}
    </>
  );
}

interface FoundProps {
  readonly secret: string;
  readonly link: LinkTarget;
}

function Found({ secret, link }: FoundProps) {
  const text = useText();
  const heading = usePageTitle(link.siteName);
  return (
    <>
      <p className="overline">{text.get('link_invites')}</p>
      <h1 ref={heading} tabIndex={-1}>
        {link.siteName}
      </h1>
      <p className="lead">{link.title}</p>
      {link.begins > 0 && (
        <p className="entry-when tabular">
          {text.get('link_when', { time: text.clock(link.begins), day: text.day(link.begins) })}
        </p>
      )}
      {link.expired || link.phase === 'closed' ? (
        <Notice title={text.get('link_over_title')}>
          {text.get(link.phase === 'closed' ? 'link_closed' : 'link_expired')}
        </Notice>
      ) : (
        <Roles secret={secret} link={link} />
      )}
    </>
  );
}

const kIcons: Readonly<Record<DeviceRole, React.ReactNode>> = {
  sound: <CameraIcon />,
  display: <ScreenIcon />,
  strip: <SlidersIcon />,
  phone: <PeopleIcon />,
};

function Roles({ secret, link }: FoundProps) {
  const { office, me, feed, go, secureContext } = useApp();
  const text = useText();
  const [choosing, setChoosing] = useState<DeviceRole | null>(null);
  const [error, setError] = useState<unknown>(null);
  const join = (role: DeviceRole) => {
    setChoosing(role);
    setError(null);
    office.joinAs(secret, role).then(
      (place) => {
        feed.renew();
        void me.load();
        go(sitePath(place.conference, place.site, place.role));
      },
      (failure: unknown) => {
        setChoosing(null);
        setError(failure);
      },
    );
  };
  return (
    <>
      <Again link={link} />
      {error !== null && (
        <Notice title={text.get('link_not_joined')}>{errorWords(error, text)}</Notice>
      )}
      <h2>{text.get('link_choose')}</h2>
      <div className="entry-roles">
        {link.roles.map((role) => (
          <button
            key={role}
            className="entry-role"
            data-busy={choosing === role || undefined}
            disabled={choosing !== null || (role === 'sound' && !secureContext)}
            onClick={() => join(role)}
          >
            {kIcons[role]}
            <span>
              <strong>{text.get(`entry_${role}`)}</strong>
              <span className="muted small">{text.get(`entry_${role}_lead`)}</span>
            </span>
            <ForwardIcon />
          </button>
        ))}
      </div>
      {!secureContext && link.roles.includes('sound') && (
        <p className="note">
          {text.get('entry_insecure')} <a href="/ca">{text.get('insecure_open_certificate')}</a>
        </p>
      )}
    </>
  );
}

// Who has been here before goes straight back.
function Again({ link }: { readonly link: LinkTarget }) {
  const { me, go } = useApp();
  const text = useText();
  const state = useStore(me);
  useEffect(() => void me.load(), [me]);
  const place = state.status === 'ready' ? placeIn(state.me, link.conference, link.site) : null;
  if (!place) return null;
  const path = sitePath(place.conference, place.site, place.role);
  return (
    <a className="button button-main button-wide" href={path} onClick={goTo(go, path)}>
      {text.get('entry_again', { role: text.get(`role_${place.role}`) })}
    </a>
  );
}
