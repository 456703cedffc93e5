import { captionOf, standing } from '../../core/conference/caption';
import type { SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { TurnClock } from '../../tiles/turn_clock';

// Below the picture: who speaks, as what, for how long; or the question that is put to the vote.
export function CaptionBand({ view }: { readonly view: SiteView }) {
  const text = useText();
  if (view.phase !== 'in_session') return null;
  if (view.vote.vote > 0) {
    const { question, electorate } = view.vote.spec;
    return (
      <footer className="band">
        <div className="band-words">
          <span className="band-standing">
            {text.get('vote_is_open')} · {text.get(`electorate_${electorate}`)}
          </span>
          <strong>{question}</strong>
        </div>
        <span className="band-count tabular">
          {text.get('vote_took_part', { part: view.vote.took_part, of: view.vote.entitled })}
        </span>
      </footer>
    );
  }
  const turn = view.speaking[view.speaking.length - 1];
  if (!turn) {
    return view.item_title ? (
      <footer className="band">
        <div className="band-words">
          <strong>{view.item_title}</strong>
        </div>
      </footer>
    ) : null;
  }
  const caption = captionOf(turn.speaker, view.names, turn.site_name);
  return (
    <footer className="band">
      <div className="band-words">
        <strong>{caption.name}</strong>
        <span className="band-standing">
          {[standing(caption), turn.site_name].filter(Boolean).join(' · ')}
        </span>
        {view.item_title && <span className="band-item">{view.item_title}</span>}
      </div>
      <TurnClock clock={turn.clock} bar />
    </footer>
  );
}
