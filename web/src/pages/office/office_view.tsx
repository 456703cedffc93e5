import type { ReactNode } from 'react';
import type { Shown } from '../../core/feed';
import { useApp, useText } from '../../hooks';
import { useStaleSeconds } from '../../live';
import { goTo } from '../page_link';
import { useMe } from './me';

interface Props<T> {
  readonly shown: Shown<T>;
  readonly children: (state: T) => ReactNode;
}

// A view inside the frame: while it comes, and when it may not be seen.
export function OfficeView<T>({ shown, children }: Props<T>) {
  const text = useText();
  const stale = useStaleSeconds();
  if (shown.status === 'shown') return <>{children(shown.state)}</>;
  if (shown.status === 'refused') return <NotSeen messages={shown.refusal.messages} />;
  return (
    <div className="office-waiting" aria-busy="true">
      <h1>{text.get(stale === null ? 'view_loading' : 'view_offline_title')}</h1>
      <p className="muted" role="status">
        {stale === null ? text.get('view_loading_lead') : text.count('view_offline_lead', stale)}
      </p>
    </div>
  );
}

interface NotSeenProps {
  readonly messages: { readonly vi: string; readonly en: string } | null;
}

function NotSeen({ messages }: NotSeenProps) {
  const { go } = useApp();
  const text = useText();
  const me = useMe();
  const signedIn = me !== null && me.account > 0;
  return (
    <div className="office-waiting">
      <h1>{text.get('view_refused_title')}</h1>
      <p className="lead">
        {messages?.[text.language] ?? text.get(signedIn ? 'office_refused' : 'office_sign_in')}
      </p>
      <p className="button-row">
        {!signedIn && (
          <a className="button button-main" href="/login" onClick={goTo(go, '/login')}>
            {text.get('login')}
          </a>
        )}
        <a className="button" href="/" onClick={goTo(go, '/')}>
          {text.get('back_home')}
        </a>
      </p>
    </div>
  );
}
