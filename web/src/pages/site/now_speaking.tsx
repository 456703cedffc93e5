import { captionOf, standing } from '../../core/conference/caption';
import type { SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { TurnClock } from '../../tiles/turn_clock';

// Who speaks and who comes next, for who cannot see the projector.
export function NowSpeaking({ view }: { readonly view: SiteView }) {
  const text = useText();
  const { next, speaking, names, item_title } = view;
  const upcoming = captionOf(next.speaker, names, next.site_name);
  return (
    <section className="room-card now-speaking">
      <h2>{text.get('now_speaking')}</h2>
      {item_title && <p className="muted small">{item_title}</p>}
      {speaking.length === 0 && <p className="muted">{text.get('floor_nobody')}</p>}
      {speaking.map((turn) => {
        const caption = captionOf(turn.speaker, names, turn.site_name);
        return (
          <p key={turn.turn} className="now-turn">
            <span>
              <strong>{caption.name}</strong>
              <span className="muted small">
                {[standing(caption), turn.site_name].filter(Boolean).join(' · ')}
              </span>
            </span>
            <TurnClock clock={turn.clock} />
          </p>
        );
      })}
      {next.site > 0 && (
        <p className="now-next" data-us={next.site === view.site || undefined}>
          <span className="muted small">{text.get('next')}</span>
          <span>
            {next.site === view.site ? text.get('next_is_us') : upcoming.name}
            {next.site !== view.site && next.site_name !== upcoming.name && (
              <span className="muted small"> · {next.site_name}</span>
            )}
          </span>
        </p>
      )}
    </section>
  );
}
