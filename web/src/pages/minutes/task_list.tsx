import type { ConferenceTask } from '../../core/conference/after_views';
import type { Names } from '../../core/conference/views';
import { useApp, useText } from '../../hooks';
import { goTo } from '../page_link';

interface Props {
  readonly tasks: readonly ConferenceTask[];
  readonly names: Names;
}

export function TaskList({ tasks, names }: Props) {
  const { go } = useApp();
  const text = useText();
  return (
    <>
      <h2>{text.get('minutes_tasks_given')}</h2>
      {tasks.length === 0 && <p className="muted">{text.get('minutes_tasks_none')}</p>}
      <ul className="desk-list">
        {tasks.map((one) => {
          const path = `/tasks/${one.task}`;
          const unit = names.units[String(one.lead)] ?? '';
          const head = names.people[String(one.head)] ?? '';
          return (
            <li key={one.task} className="desk-row">
              <span className="desk-row-words">
                <a href={path} onClick={goTo(go, path)}>
                  {one.title}
                </a>
                <span className="small muted tabular">
                  {[
                    unit,
                    head,
                    one.deadline &&
                      text.get('minutes_task_until', {
                        day: text.day(Date.parse(`${one.deadline}T12:00:00`)),
                      }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span className="mine-phase">
                {text.get(one.bucket ? `task_state_${one.bucket}` : 'task_state_withdrawn')}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
