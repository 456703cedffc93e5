import { pointsOf, type ConferenceTasks, type Point } from '../../core/conference/after_views';
import { useText } from '../../hooks';

interface Props {
  readonly conclusion: ConferenceTasks['conclusion'];
  readonly mayGive: boolean;
  readonly onGive: (point: Point) => void;
}

// The conclusion, point by point: each may become a task.
export function ConclusionPoints({ conclusion, mayGive, onGive }: Props) {
  const text = useText();
  const points = pointsOf(conclusion.text);
  return (
    <>
      <h2>{text.get('conclusion')}</h2>
      {points.length === 0 && <p className="muted">{text.get('conclusion_none')}</p>}
      {points.length > 0 && conclusion.seq === 0 && (
        <p className="note">{text.get('conclusion_not_adopted')}</p>
      )}
      <ol className="points">
        {points.map((point) => (
          <li key={point.place}>
            <span className="tabular muted">{point.place}</span>
            <span>{point.text}</span>
            {mayGive && (
              <button className="button button-small" onClick={() => onGive(point)}>
                {text.get('task_give_point')}
                <span className="sr-only">: {point.text}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
