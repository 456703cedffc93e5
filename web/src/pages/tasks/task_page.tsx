import { useState } from 'react';
import {
  actsOn,
  formatAmount,
  totalOf,
  type TaskAct,
  type TaskCommands,
  type TaskView,
} from '../../core/office/tasks';
import { taskPath, unitPath } from '../../core/route';
import { usePageTitle, useText } from '../../hooks';
import { useSender, useView } from '../../live';
import { naming, type Naming } from '../office/naming';
import { OfficeFrame } from '../office/office_frame';
import { OfficeView } from '../office/office_view';
import { BucketBars, DayText, Deadline, Empty, PageLink, Sheet } from '../office/parts';
import { AnswerPanel } from './answer_panel';
import { PassDownDialog } from './pass_down_dialog';
import { AcceptDialog, ExtensionDialog, ReportDialog, WithdrawDialog } from './task_dialogs';
import { TaskHistory } from './task_history';
import { TaskRows, figureOf } from './task_rows';

export type TaskSender = ReturnType<typeof useSender<TaskCommands>>;

export function TaskPageView({ task }: { readonly task: number }) {
  const shown = useView<TaskView>(`task/${task}`);
  const sender = useSender<TaskCommands>('tasks');
  const names = shown.status === 'shown' ? shown.state.names : undefined;
  return (
    <OfficeFrame place="/tasks" sender={sender} names={names}>
      <OfficeView shown={shown}>
        {(view) => <TaskSheet key={task} view={view} sender={sender} />}
      </OfficeView>
    </OfficeFrame>
  );
}

interface Props {
  readonly view: TaskView;
  readonly sender: TaskSender;
}

function TaskSheet({ view, sender }: Props) {
  const text = useText();
  const { line, task, over, parts } = view.page;
  const heading = usePageTitle(line.title);
  const names = naming(view.names);
  const ended = line.status === 'done' || line.status === 'withdrawn';
  return (
    <article className="task">
      <header className="unit-head">
        <div>
          {over.length > 0 && (
            <nav className="crumbs small" aria-label={text.get('task_over')}>
              <ol>
                {over.map((one) => (
                  <li key={one.task}>
                    <PageLink to={taskPath(one.task)}>
                      {one.title} ({names.unit(one.lead)})
                    </PageLink>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {line.title}
          </h1>
          <p className="unit-facts">
            <strong className="task-status" data-bucket={line.bucket ?? undefined}>
              {text.get(line.waits_for_giver ? 'task_waits' : `task_${line.status}`)}
            </strong>
            <Deadline day={line.deadline} over={ended} />
            {task.deadline !== task.spec.deadline && (
              <span className="muted small">
                {text.get('deadline_first')} <DayText day={task.spec.deadline} />
              </span>
            )}
          </p>
        </div>
        <button className="button no-print" onClick={() => window.print()}>
          {text.get('print')}
        </button>
      </header>
      <Acts view={view} sender={sender} />
      <AnswerPanel view={view} sender={sender} names={names} />
      <Sheet title={text.get('task_what')}>
        {task.spec.text && <p className="paper-words">{task.spec.text}</p>}
        <TaskFacts view={view} names={names} />
      </Sheet>
      <Sheet title={text.get('task_parts')} count={parts.length}>
        {parts.length === 0 ? (
          <Empty>{text.get('task_parts_none')}</Empty>
        ) : (
          <>
            {totalOf(line.below) > 0 && <BucketBars counts={line.below} chosen={null} />}
            <TaskRows lines={parts} names={names} />
          </>
        )}
      </Sheet>
      <Sheet title={text.get('history_title')}>
        <TaskHistory task={task} names={names} />
      </Sheet>
    </article>
  );
}

function TaskFacts({ view, names }: { readonly view: TaskView; readonly names: Naming }) {
  const text = useText();
  const { line, task } = view.page;
  const { spec } = task;
  const { goal, source } = spec;
  return (
    <dl className="facts">
      <dt>{text.get('task_head')}</dt>
      <dd>
        <strong>{names.person(line.head) || '–'}</strong>
        {names.post(line.head_post) && ` · ${names.post(line.head_post)}`}
      </dd>
      <dt>{text.get('task_lead')}</dt>
      <dd>
        <PageLink to={unitPath(spec.lead)}>{names.unit(spec.lead)}</PageLink>
      </dd>
      <dt>{text.get('task_giver')}</dt>
      <dd>
        <PageLink to={unitPath(spec.giver)}>{names.unit(spec.giver)}</PageLink>
      </dd>
      {spec.helpers.length > 0 && (
        <>
          <dt>{text.get('task_helpers')}</dt>
          <dd>{spec.helpers.map(names.unit).join(', ')}</dd>
        </>
      )}
      {(goal.text !== '' || goal.target !== 0) && (
        <>
          <dt>{text.get('task_goal')}</dt>
          <dd>
            {goal.text || goal.indicator}
            {goal.target !== 0 && (
              <span className="figure">
                <strong className="tabular">{figureOf(line, text.locale)}</strong>
                {line.figure !== null && goal.target > 0 && (
                  <progress
                    max={goal.target}
                    value={Math.min(line.figure, goal.target)}
                    aria-label={formatAmount(line.figure, text.locale)}
                  />
                )}
              </span>
            )}
          </dd>
        </>
      )}
      {source.conference !== 0 && (
        <>
          <dt>{text.get('task_source')}</dt>
          <dd>
            <PageLink to={minutesPath(source.conference, source.event)}>
              {[view.conference_title, source.place].filter(Boolean).join(' · ') ||
                text.get('task_source_open')}
            </PageLink>
          </dd>
        </>
      )}
    </dl>
  );
}

// The minutes, at the moment of an event.
export const minutesPath = (conference: number, event: number): string =>
  `/conferences/${conference}/minutes${event === 0 ? '' : `#event-${event}`}`;

// What the caller may do with it, the usual thing first.
function Acts({ view, sender }: Props) {
  const text = useText();
  const [act, setAct] = useState<TaskAct | null>(null);
  const shown = actsOn(view.page.task, view.may);
  const common = { view, sender, onClose: () => setAct(null) };
  if (shown.length === 0) return null;
  return (
    <div className="button-row no-print">
      {shown.map((one, index) => (
        <button
          key={one}
          className={index === 0 && one !== 'withdraw' ? 'button button-main' : 'button'}
          onClick={() => setAct(one)}
        >
          {text.get(`act_${one}`)}
        </button>
      ))}
      {act === 'accept' && <AcceptDialog {...common} />}
      {act === 'report' && <ReportDialog {...common} />}
      {act === 'pass' && <PassDownDialog {...common} />}
      {act === 'extend' && <ExtensionDialog {...common} />}
      {act === 'withdraw' && <WithdrawDialog {...common} />}
    </div>
  );
}
