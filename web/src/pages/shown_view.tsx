import type { ReactNode } from 'react';
import type { Shown } from '../core/feed';
import { useApp, useText } from '../hooks';
import { useStaleSeconds } from '../live';
import { Mark } from '../tiles/icons';
import { goTo } from './page_link';

interface Props<T> {
  readonly shown: Shown<T>;
  readonly children: (state: T, staleSeconds: number | null) => ReactNode;
}

// A page on a view of the server's: while it comes, when it may not be seen, and when the line is
// lost, in which case the last picture stays.
export function ShownView<T>({ shown, children }: Props<T>) {
  const text = useText();
  const stale = useStaleSeconds();
  if (shown.status === 'shown') return <>{children(shown.state, stale)}</>;
  if (shown.status === 'refused') return <Refused {...shown.refusal} />;
  return (
    <main className="waiting" aria-busy="true">
      <Mark />
      <h1>{text.get(stale === null ? 'view_loading' : 'view_offline_title')}</h1>
      <p className="muted" role="status">
        {stale === null ? text.get('view_loading_lead') : text.count('view_offline_lead', stale)}
      </p>
    </main>
  );
}

interface RefusedProps {
  readonly code: string;
  readonly messages: { readonly vi: string; readonly en: string } | null;
}

function Refused({ code, messages }: RefusedProps) {
  const { go } = useApp();
  const text = useText();
  return (
    <main className="waiting" data-code={code}>
      <Mark />
      <h1>{text.get('view_refused_title')}</h1>
      <p className="lead">{messages?.[text.language] ?? text.get('view_refused_lead')}</p>
      <p className="waiting-actions">
        <a className="button button-main" href="/login" onClick={goTo(go, '/login')}>
          {text.get('login')}
        </a>
        <a className="button" href="/" onClick={goTo(go, '/')}>
          {text.get('back_home')}
        </a>
      </p>
    </main>
  );
}
