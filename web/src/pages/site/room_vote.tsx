import { useState, type SubmitEvent } from 'react';
import type { SiteView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive } from '../../live';
import { VoteResult } from '../../panels/vote_result';
import { VoteIcon } from '../../tiles/live_icons';

// A vote in the room: hands are counted here, or the room's chair votes for it.
export function RoomVote({ view }: { readonly view: SiteView }) {
  const text = useText();
  const { vote, last_vote, voted } = view;
  if (vote.vote === 0) {
    return last_vote.vote > 0 ? (
      <section className="room-card">
        <VoteResult vote={last_vote} />
      </section>
    ) : null;
  }
  return (
    <section className="room-card room-vote" aria-live="polite">
      <h2>
        <VoteIcon />
        {text.get('vote_is_open')}
      </h2>
      <p className="room-question">{vote.spec.question}</p>
      {vote.spec.electorate === 'delegates' && (
        <p className="muted">{text.get('vote_by_phones')}</p>
      )}
      {vote.spec.electorate === 'sites' && <p className="muted">{text.get('vote_by_chair')}</p>}
      {vote.spec.electorate === 'hands' && (
        <HandsForm key={vote.vote} view={view} entered={voted} />
      )}
      <p className="muted small tabular">
        {text.get('vote_took_part', { part: vote.took_part, of: vote.entitled })}
      </p>
    </section>
  );
}

function HandsForm({ view, entered }: { readonly view: SiteView; readonly entered: boolean }) {
  const { send } = useLive();
  const text = useText();
  const { labels } = view.vote.spec;
  const [counts, setCounts] = useState<readonly number[]>(() => labels.map(() => 0));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void send('vote.hands', { vote: view.vote.vote, site: view.site, counts });
  };
  const set = (index: number, value: string) => {
    const count = Math.min(100_000, Number(value.replace(/\D/g, '')));
    setCounts(counts.map((old, at) => (at === index ? count : old)));
  };
  return (
    <form className="hands" onSubmit={submit}>
      {labels.map((label, index) => (
        <label key={label}>
          <span>{label}</span>
          <input
            className="field-input tabular"
            inputMode="numeric"
            value={String(counts[index] ?? 0)}
            onFocus={(event) => event.target.select()}
            onChange={(event) => set(index, event.target.value)}
          />
        </label>
      ))}
      <button className="button button-main" type="submit">
        {text.get(entered ? 'hands_again' : 'hands_send')}
      </button>
    </form>
  );
}
