import type { LeftWhy } from '../core/session_state';
import { useApp, usePageTitle, useStore, useText } from '../hooks';
import { PageFrame } from './page_frame';

interface Props {
  readonly why: LeftWhy;
  readonly stayedMs: number;
  readonly onRejoin: () => void;
}

export function LeftPage({ why, stayedMs, onRejoin }: Props) {
  const { session, go } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get(`left_title_${why}`));
  const { room } = useStore(session.state);
  return (
    <PageFrame>
      <section className="farewell">
        <p className="overline">{room}</p>
        <h1 ref={heading} tabIndex={-1}>
          {text.get(`left_title_${why}`)}
        </h1>
        <p className="lead">{text.get(`left_lead_${why}`)}</p>
        {stayedMs > 0 && (
          <p className="muted tabular">
            {text.get('left_stayed', { duration: text.duration(stayedMs) })}
          </p>
        )}
        <div className="farewell-actions">
          <button className="button button-main" onClick={onRejoin}>
            {text.get('rejoin')}
          </button>
          <button
            className="button"
            onClick={() => {
              session.reset();
              go('/');
            }}
          >
            {text.get('back_home')}
          </button>
        </div>
      </section>
    </PageFrame>
  );
}
