import { periodName } from '../../core/office/reviews';
import type { UnitView } from '../../core/office/units';
import { useText } from '../../hooks';
import { Empty, PageLink, Sheet } from '../office/parts';

interface TrainingProps {
  readonly unit: number;
  readonly training: UnitView['training'];
}

// Who still lacks what: named in full on the page of the review.
export function TrainingCard({ unit, training }: TrainingProps) {
  const text = useText();
  const { lacking } = training;
  return (
    <Sheet title={text.get('training_title')}>
      {lacking === 0 ? (
        <Empty>{text.get('training_none')}</Empty>
      ) : (
        <p>{text.count('training_lacking', lacking)}</p>
      )}
      <PageLink className="small" to={`/units/${unit}/review`}>
        {text.get('training_open')}
      </PageLink>
    </Sheet>
  );
}

interface ReviewProps {
  readonly unit: number;
  readonly review: UnitView['review'];
}

export function ReviewCard({ unit, review }: ReviewProps) {
  const text = useText();
  return (
    <Sheet title={text.get('review_title')}>
      {review ? (
        <p>
          <strong>{periodName(review.period)}</strong>
          {` · ${text.get(`reviews_status_${review.status}`)}`}
        </p>
      ) : (
        <Empty>{text.get('review_none')}</Empty>
      )}
      <PageLink className="small" to={`/units/${unit}/review`}>
        {text.get('review_open')}
      </PageLink>
    </Sheet>
  );
}
