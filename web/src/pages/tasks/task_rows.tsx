import type { TaskLine } from '../../core/office/tasks';
import { formatAmount } from '../../core/office/tasks';
import { taskPath } from '../../core/route';
import { useText } from '../../hooks';
import type { Naming } from '../office/naming';
import { Deadline, PageLink } from '../office/parts';

interface Props {
  readonly lines: readonly TaskLine[];
  readonly names: Naming;
}

export function TaskRows({ lines, names }: Props) {
  return (
    <ul className="rows">
      {lines.map((line) => (
        <li key={line.task}>
          <TaskRow line={line} names={names} />
        </li>
      ))}
    </ul>
  );
}

export function TaskRow({ line, names }: { readonly line: TaskLine; readonly names: Naming }) {
  const text = useText();
  const over = line.status === 'done' || line.status === 'withdrawn';
  const head = names.person(line.head);
  return (
    <PageLink className="row" to={taskPath(line.task)}>
      <span className="row-kind" data-bucket={line.bucket ?? undefined}>
        <StatusMark line={line} />
        {text.get(line.waits_for_giver ? 'task_waits' : `task_${line.status}`)}
      </span>
      <span className="row-words">
        <strong>{line.title}</strong>
        <span className="muted small">
          {[names.unit(line.lead), head, figureOf(line, text.locale)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Deadline day={line.deadline} over={over} />
    </PageLink>
  );
}

// A shape beside the word: a full disc is done, a ring is open, a bar is late.
export function StatusMark({ line }: { readonly line: TaskLine }) {
  return <i className="status-mark" data-bucket={line.bucket ?? 'none'} aria-hidden="true" />;
}

export function figureOf(line: TaskLine, locale: string): string {
  if (line.target === 0) return '';
  const done = line.figure === null ? '–' : formatAmount(line.figure, locale);
  return `${done}/${formatAmount(line.target, locale)} ${line.measure}`.trim();
}
