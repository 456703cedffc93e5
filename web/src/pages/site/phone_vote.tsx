import { useEffect, useRef, useState } from 'react';
import type { SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import type { RoomPlace } from '../../protocol/office_api';
import { CheckIcon } from '../../tiles/icons';

interface Props {
  readonly view: SiteView;
  readonly place: RoomPlace;
}

// Over the whole phone: one tap, confirmed, final.
export function PhoneVote({ view, place }: Props) {
  const { send } = useLive();
  const text = useText();
  const [choice, setChoice] = useState<number | null>(null);
  const [cast, setCast] = useState(false);
  const [hidden, setHidden] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { vote, spec } = view.vote;
  if (hidden) return null;
  const confirm = () => {
    if (choice === null) return;
    const { site } = view;
    void send('vote.cast', { vote, site, delegate: place.delegate, choice }).then(setCast);
  };
  return (
    <section className="phone-vote" role="dialog" aria-modal="true" aria-labelledby="vote-question">
      <p className="overline">{text.get('vote_is_open')}</p>
      <h2 id="vote-question" ref={heading} tabIndex={-1}>
        {spec.question}
      </h2>
      {spec.secret && <p className="muted small">{text.get('vote_secret_lead')}</p>}
      {cast ? (
        <p className="phone-cast" role="status">
          <CheckIcon />
          {text.get('vote_cast')}
        </p>
      ) : (
        <div className="phone-choices" role="group" aria-labelledby="vote-question">
          {spec.labels.map((label, index) => (
            <button key={label} aria-pressed={choice === index} onClick={() => setChoice(index)}>
              {choice === index && <CheckIcon />}
              {label}
            </button>
          ))}
        </div>
      )}
      {!cast && (
        <button
          className="button button-main button-wide"
          disabled={choice === null}
          onClick={confirm}
        >
          {choice === null
            ? text.get('vote_choose')
            : text.get('vote_confirm', { choice: spec.labels[choice] ?? '' })}
        </button>
      )}
      <button className="button-quiet" onClick={() => setHidden(true)}>
        {text.get(cast ? 'close' : 'vote_later')}
      </button>
    </section>
  );
}
