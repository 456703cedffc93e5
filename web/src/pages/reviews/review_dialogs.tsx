import { useState } from 'react';
import {
  levels,
  type Form,
  type Level,
  type Period,
  type ReviewPage,
  type UnitReviews,
} from '../../core/office/reviews';
import { useText } from '../../hooks';
import { Choice, FormDialog, Line } from '../office/form_dialog';
import type { Naming } from '../office/naming';
import type { ReviewSender } from './review_page';

export const steps = [
  'review.rate',
  'review.appraise',
  'review.answer',
  'review.decide',
  'review.appeal',
] as const;
export type Step = (typeof steps)[number];

const kLetters = 10_000;

interface OpenProps {
  readonly view: UnitReviews;
  readonly period: Period;
  readonly names: Naming;
  readonly sender: ReviewSender;
  readonly onClose: () => void;
}

// The superior names who appraises and who decides.
export function OpenDialog({ view, period, names, sender, onClose }: OpenProps) {
  const text = useText();
  const [appraiser, setAppraiser] = useState('');
  const [decider, setDecider] = useState('');
  const people = [
    { value: '', name: text.get('reviews_person_choose') },
    ...view.superiors.map(({ person, post }) => ({
      value: String(person),
      name: `${names.person(person)} · ${names.post(post)}`,
    })),
  ];
  const title = text.get('reviews_do_open', { year: period.from.slice(0, 4) });
  const send = () =>
    sender.send('review.open', {
      spec: { unit: view.unit, period, appraiser: Number(appraiser), decider: Number(decider) },
    });
  return (
    <FormDialog
      title={title}
      lead={text.get('reviews_people_decide')}
      verb={title}
      ready={appraiser !== '' && decider !== ''}
      onSend={send}
      onClose={onClose}
    >
      <Choice
        label={text.get('reviews_appraiser')}
        value={appraiser}
        options={people}
        onChange={setAppraiser}
      />
      <Choice
        label={text.get('reviews_decider')}
        value={decider}
        options={people}
        onChange={setDecider}
      />
    </FormDialog>
  );
}

interface StepProps {
  readonly step: Step;
  readonly page: ReviewPage;
  readonly sender: ReviewSender;
  readonly onClose: () => void;
}

const kVerbs = {
  'review.rate': 'reviews_do_rate',
  'review.appraise': 'reviews_do_appraise',
  'review.answer': 'reviews_do_answer',
  'review.decide': 'reviews_do_decide',
  'review.appeal': 'reviews_do_appeal',
} as const;

// One step of the review: words only, or a level with its reasons.
export function StepDialog({ step, page, sender, onClose }: StepProps) {
  const text = useText();
  const [sections, setSections] = useState<Record<string, string>>({});
  const [level, setLevel] = useState('');
  const [words, setWords] = useState('');
  const saysLevel = step !== 'review.answer' && step !== 'review.appeal';
  const send = () => sendStep(step, page, sender, { sections, level: level as Level, words });
  const title = text.get(kVerbs[step]);
  return (
    <FormDialog
      title={title}
      verb={title}
      wide
      ready={words.trim() !== '' && (!saysLevel || level !== '')}
      onSend={send}
      onClose={onClose}
    >
      {step === 'review.rate' &&
        page.form.sections.map((section) => (
          <Line
            key={section.code}
            label={text.language === 'vi' ? section.vi : section.en}
            value={sections[section.code] ?? ''}
            required={section.required}
            rows={3}
            maxLength={kLetters}
            onChange={(value) => setSections({ ...sections, [section.code]: value })}
          />
        ))}
      {saysLevel && <LevelChoice form={page.form} level={level} onChange={setLevel} />}
      <Line
        label={text.get(saysLevel ? 'reviews_reasons' : 'reviews_words')}
        value={words}
        required
        rows={4}
        maxLength={kLetters}
        onChange={setWords}
      />
    </FormDialog>
  );
}

interface Written {
  readonly sections: Record<string, string>;
  readonly level: Level;
  readonly words: string;
}

function sendStep(step: Step, page: ReviewPage, sender: ReviewSender, written: Written) {
  const { sections, level, words } = written;
  const review = page.id;
  switch (step) {
    case 'review.rate':
      return sender.send(step, { review, sections, level, reasons: words });
    case 'review.appraise':
      return sender.send(step, { review, level, reasons: words });
    case 'review.decide':
      return sender.send(step, {
        review,
        level,
        reasons: words,
        seen: page.review.decisions.length,
      });
    default:
      return sender.send(step, { review, text: words });
  }
}

interface LevelProps {
  readonly form: Form;
  readonly level: string;
  readonly onChange: (level: string) => void;
}

// Nothing is chosen beforehand: the level is the person's.
function LevelChoice({ form, level, onChange }: LevelProps) {
  const text = useText();
  const vi = text.language === 'vi';
  const of = (one: Level) => form.levels.find((known) => known.level === one);
  const chosen = of(level as Level);
  return (
    <>
      <Choice
        label={text.get('reviews_level')}
        value={level}
        options={[
          { value: '', name: text.get('reviews_level_choose') },
          ...levels.map((one) => ({
            value: one,
            name: (vi ? of(one)?.vi : of(one)?.en) ?? one,
          })),
        ]}
        onChange={onChange}
      />
      {chosen && <p className="muted small">{vi ? chosen.rule_vi : chosen.rule_en}</p>}
    </>
  );
}
