import type { Answer, Form, ReviewPage, Voice } from '../../core/office/reviews';
import { useText } from '../../hooks';
import type { Naming } from '../office/naming';
import { Sheet } from '../office/parts';

interface Props {
  readonly page: ReviewPage;
  readonly names: Naming;
}

// Who said which level and why, in the order in which it was said.
export function Voices({ page, names }: Props) {
  const text = useText();
  const { review, form } = page;
  const said = [
    { title: text.get('reviews_self'), voice: review.self },
    { title: text.get('reviews_appraisal'), voice: review.appraisal },
    { title: text.get('reviews_answer'), voice: review.answer },
    ...review.decisions.map((voice) => ({ title: text.get('reviews_decision'), voice })),
    ...review.appeals.map((voice) => ({ title: text.get('reviews_appeal'), voice })),
  ]
    .filter(({ voice }) => voice.person !== 0)
    .sort((a, b) => a.voice.stamp.seq - b.voice.stamp.seq);
  return (
    <Sheet title={text.get('reviews_voices')}>
      {page.answer_until !== '' && review.status === 'appraised' && (
        <p className="small">{text.get('reviews_answer_until', { day: page.answer_until })}</p>
      )}
      {page.appeal_until !== '' && (
        <p className="small">{text.get('reviews_appeal_until', { day: page.appeal_until })}</p>
      )}
      <ol className="review-voices">
        {said.map(({ title, voice }) => (
          <li key={voice.stamp.seq}>
            <h3>{title}</h3>
            <Said voice={voice} form={form} />
            <p className="muted small">
              {names.person(voice.person)} · {text.day(voice.stamp.at)}
            </p>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

function Said({ voice, form }: { readonly voice: Voice | Answer; readonly form: Form }) {
  const text = useText();
  if ('text' in voice) return <p className="paper-words">{voice.text}</p>;
  const level = form.levels.find((one) => one.level === voice.level);
  return (
    <>
      <p>
        <strong>{(text.language === 'vi' ? level?.vi : level?.en) ?? voice.level}</strong>
      </p>
      <p className="paper-words">{voice.reasons}</p>
    </>
  );
}
