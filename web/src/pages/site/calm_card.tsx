import type { SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { Mark } from '../../tiles/icons';

export type Calm = 'line' | 'media' | 'not_in' | 'before' | 'paused' | 'closed';

// What the projector says when there is no picture of the conference to show.
export function kindOfCalm(
  view: SiteView,
  stale: number | null,
  media: 'inside' | 'interrupted' | 'outside',
): Calm | null {
  if (stale !== null) return 'line';
  if (view.phase === 'closed' || view.phase === 'paused') return view.phase;
  if (view.phase !== 'in_session') return 'before';
  if (media === 'interrupted') return 'media';
  return view.checked_in ? null : 'not_in';
}

interface Props {
  readonly kind: Calm;
  readonly view: SiteView;
  readonly stale: number | null;
}

export function CalmCard({ kind, view, stale }: Props) {
  const text = useText();
  return (
    <section className="calm" data-kind={kind} role="status">
      <Mark />
      <p className="calm-site">{view.name}</p>
      <h2>{kind === 'before' ? view.title : text.get(`calm_${kind}_title`)}</h2>
      <p className="calm-lead">{text.get(`calm_${kind}_lead`)}</p>
      {stale !== null && <p className="muted tabular">{text.count('stale', stale)}</p>}
    </section>
  );
}
