import type { TrainingPage } from '../../core/office/reviews';
import { reviewPath } from '../../core/route';
import { useText } from '../../hooks';
import type { Naming } from '../office/naming';
import { Empty, PageLink, Sheet } from '../office/parts';

interface Props {
  readonly training: TrainingPage;
  readonly names: Naming;
}

// Who still lacks what: counts over the branch, people of this unit only, in the order of posts.
export function Training({ training, names }: Props) {
  const text = useText();
  const below = training.below.filter(({ sums }) => sums.lacking > 0);
  return (
    <Sheet title={text.get('reviews_training')} count={training.sums.lacking}>
      {training.courses.length === 0 ? (
        <Empty>{text.get('reviews_courses_none')}</Empty>
      ) : (
        <Courses training={training} />
      )}
      {training.gaps.length > 0 && (
        <>
          <h3>{text.get('reviews_gaps')}</h3>
          <ul>
            {training.gaps.map((gap) => (
              <li key={`${gap.post} ${gap.course}`}>
                {names.person(gap.person)} {names.post(gap.post)}
                {` · ${gap.course}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {below.length > 0 && (
        <>
          <h3>{text.get('reviews_by_unit')}</h3>
          <ul>
            {below.map(({ unit, sums }) => (
              <li key={unit}>
                <PageLink to={reviewPath(unit)}>{names.unit(unit)}</PageLink>
                {` · ${sums.lacking} / ${sums.needed}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}

function Courses({ training }: { readonly training: TrainingPage }) {
  const text = useText();
  return (
    <table className="review-courses">
      <thead>
        <tr>
          <th scope="col">{text.get('reviews_course')}</th>
          <th scope="col">{text.get('reviews_needed')}</th>
          <th scope="col">{text.get('reviews_held')}</th>
          <th scope="col">{text.get('reviews_lacking')}</th>
        </tr>
      </thead>
      <tbody>
        {training.courses.map(({ course, needed, held, lacking }) => (
          <tr key={course.code}>
            <th scope="row">{`${course.title} (${course.code})`}</th>
            <td className="tabular">{needed}</td>
            <td className="tabular">{held}</td>
            <td className="tabular">{lacking}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
