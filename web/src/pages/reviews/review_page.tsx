import { useState } from 'react';
import {
  periodName,
  yearOf,
  type ReviewCommands,
  type ReviewPage,
  type UnitReviews,
} from '../../core/office/reviews';
import { reviewPath, unitPath } from '../../core/route';
import { usePageTitle, useText } from '../../hooks';
import { useSender, useView } from '../../live';
import { naming, type Naming } from '../office/naming';
import { OfficeFrame } from '../office/office_frame';
import { OfficeView } from '../office/office_view';
import { Empty, PageLink, Sheet, useToday } from '../office/parts';
import { Evidence } from './evidence';
import { OpenDialog, StepDialog, steps, type Step } from './review_dialogs';
import { Training } from './training';
import { Voices } from './voices';

export type ReviewSender = ReturnType<typeof useSender<ReviewCommands>>;

// The review of a unit's period, and the training of its people.
export function ReviewPageView({ unit }: { readonly unit: number }) {
  const shown = useView<UnitReviews>(`reviews/unit/${unit}`);
  const sender = useSender<ReviewCommands>('reviews');
  const names = shown.status === 'shown' ? shown.state.names : undefined;
  return (
    <OfficeFrame place="/organisation" sender={sender} names={names}>
      <OfficeView shown={shown}>{(view) => <Page view={view} sender={sender} />}</OfficeView>
    </OfficeFrame>
  );
}

interface Props {
  readonly view: UnitReviews;
  readonly sender: ReviewSender;
}

function Page({ view, sender }: Props) {
  const text = useText();
  const heading = usePageTitle(text.get('reviews_page_title'));
  const names = naming(view.names);
  const [opening, setOpening] = useState(false);
  const period = yearOf(useToday());
  return (
    <>
      <header className="unit-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {text.get('reviews_page_title')}
          </h1>
          <p className="unit-facts">
            <PageLink to={unitPath(view.unit)}>{names.unit(view.unit)}</PageLink>
          </p>
        </div>
        <p className="button-row no-print">
          {view.may.includes('review.open') && (
            <button className="button button-main" onClick={() => setOpening(true)}>
              {text.get('reviews_do_open', { year: periodName(period) })}
            </button>
          )}
          <button className="button" onClick={() => window.print()}>
            {text.get('print')}
          </button>
        </p>
      </header>
      {opening && (
        <OpenDialog
          view={view}
          period={period}
          names={names}
          sender={sender}
          onClose={() => setOpening(false)}
        />
      )}
      {view.reviews.length === 0 && <Empty>{text.get('reviews_none')}</Empty>}
      {view.reviews.map((page) => (
        <OneReview key={page.id} page={page} names={names} sender={sender} />
      ))}
      <Training training={view.training} names={names} />
      <Below view={view} names={names} />
    </>
  );
}

function Below({ view, names }: { readonly view: UnitReviews; readonly names: Naming }) {
  const text = useText();
  if (view.below.length === 0) return null;
  return (
    <Sheet title={text.get('reviews_below')} count={view.below.length}>
      <ul>
        {view.below.map((line) => (
          <li key={line.review}>
            <PageLink to={reviewPath(line.unit)}>{names.unit(line.unit)}</PageLink>
            {` · ${periodName(line.period)} · ${text.get(`reviews_status_${line.status}`)}`}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

interface OneProps {
  readonly page: ReviewPage;
  readonly names: Naming;
  readonly sender: ReviewSender;
}

function OneReview({ page, names, sender }: OneProps) {
  const text = useText();
  const [step, setStep] = useState<Step | null>(null);
  const { form, review } = page;
  return (
    <article className="review">
      <Sheet title={text.language === 'vi' ? form.title_vi : form.title_en}>
        <p>
          <strong>{text.get('reviews_period', { period: periodName(review.spec.period) })}</strong>
          {` · ${text.get(`reviews_status_${review.status}`)}`}
        </p>
        <dl className="facts">
          <dt>{text.get('reviews_appraiser')}</dt>
          <dd>{names.person(review.spec.appraiser)}</dd>
          <dt>{text.get('reviews_decider')}</dt>
          <dd>{names.person(review.spec.decider)}</dd>
        </dl>
        <p className="muted small">{text.get('reviews_people_decide')}</p>
        {form.sample && <p className="muted small">{text.get('reviews_sample')}</p>}
        <p className="button-row no-print">
          {steps
            .filter((one) => page.may.includes(one))
            .map((one) => (
              <button key={one} className="button button-main" onClick={() => setStep(one)}>
                {text.get(`reviews_do_${nameOf(one)}`)}
              </button>
            ))}
          {page.may.includes('review.publish') && (
            <button
              className="button"
              onClick={() => void sender.send('review.publish', { review: page.id })}
            >
              {text.get('reviews_do_publish')}
            </button>
          )}
        </p>
      </Sheet>
      <Evidence page={page} names={names} />
      <Words page={page} />
      <Voices page={page} names={names} />
      {step && <StepDialog step={step} page={page} sender={sender} onClose={() => setStep(null)} />}
    </article>
  );
}

const nameOf = (step: Step) => step.slice('review.'.length) as StepName;
type StepName = Step extends `review.${infer Name}` ? Name : never;

function Words({ page }: { readonly page: ReviewPage }) {
  const text = useText();
  return (
    <Sheet title={text.get('reviews_text')}>
      {page.form.sections.map((section) => (
        <section key={section.code}>
          <h3>{text.language === 'vi' ? section.vi : section.en}</h3>
          <p className="paper-words">
            {page.review.sections[section.code] || text.get('reviews_not_written')}
          </p>
        </section>
      ))}
    </Sheet>
  );
}
