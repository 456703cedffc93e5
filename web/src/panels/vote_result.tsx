import type { EndedVoteView } from '../core/conference/views';
import { useText } from '../hooks';
import { CheckIcon, CloseIcon } from '../tiles/icons';

// What came of a vote: bars with their figures, and a word.
export function VoteResult({ vote }: { readonly vote: EndedVoteView }) {
  const text = useText();
  const { counts, took_part, entitled, withheld, carried } = vote.result;
  const most = Math.max(1, ...counts);
  return (
    <section className="vote-result">
      <h3>{vote.question}</h3>
      <p className="vote-word" data-carried={carried}>
        {withheld ? (
          text.get('vote_withheld')
        ) : (
          <>
            {carried ? <CheckIcon /> : <CloseIcon />}
            {text.get(carried ? 'vote_carried' : 'vote_not_carried')}
          </>
        )}
      </p>
      <dl>
        {counts.map((count, index) => (
          <div key={vote.labels[index] ?? index}>
            <dt>{vote.labels[index]}</dt>
            <dd>
              <span className="vote-bar" style={{ transform: `scaleX(${count / most})` }} />
              <span className="tabular">{count.toLocaleString(text.locale)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="muted small tabular">
        {text.get('vote_took_part', { part: took_part, of: entitled })}
      </p>
    </section>
  );
}
