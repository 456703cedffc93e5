import { historyOf, type Task, type TaskMoment } from '../../core/office/tasks';
import { useText } from '../../hooks';
import type { Naming } from '../office/naming';
import { DayText } from '../office/parts';
import { EvidenceList } from './answer_panel';

interface Props {
  readonly task: Task;
  readonly names: Naming;
}

export function TaskHistory({ task, names }: Props) {
  const text = useText();
  return (
    <ol className="history">
      {historyOf(task).map((moment, index) => (
        <li key={index}>
          <span className="muted small tabular">
            {text.day(moment.at)} {text.clock(moment.at)}
          </span>
          <Words moment={moment} task={task} names={names} />
        </li>
      ))}
    </ol>
  );
}

interface WordsProps extends Props {
  readonly moment: TaskMoment;
}

function Words({ moment, task, names }: WordsProps) {
  const text = useText();
  switch (moment.kind) {
    case 'given':
      return <p>{text.get('moment_given', { unit: names.unit(task.spec.giver) })}</p>;
    case 'accepted':
      return <p>{text.get('moment_accepted', { unit: names.unit(task.spec.lead) })}</p>;
    case 'done':
      return (
        <p>
          {text.get('moment_done')} <DayText day={task.done} />
        </p>
      );
    case 'withdrawn':
      return <p>{text.get('moment_withdrawn', { why: task.withdrawn_why })}</p>;
    case 'report':
      return (
        <div>
          <p>
            {text.get(moment.report.done ? 'moment_report_done' : 'moment_report', {
              text: moment.report.text,
            })}
          </p>
          <EvidenceList report={moment.report} />
        </div>
      );
    case 'receipt': {
      const { receipt } = moment.report;
      const key = receipt?.returned ? 'moment_returned' : 'moment_confirmed';
      return (
        <p>
          {text.get(key, { number: receipt?.number ?? 0 })}
          {receipt?.remark && ` “${receipt.remark}”`}
        </p>
      );
    }
    case 'extension_asked':
      return (
        <p>
          {text.get('moment_extension_asked')} <DayText day={moment.extension.wanted} /> “
          {moment.extension.why}”
        </p>
      );
    case 'extension_decided':
      return (
        <p>
          {text.get(
            `moment_extension_${moment.extension.state === 'granted' ? 'granted' : 'refused'}`,
          )}{' '}
          {moment.extension.state === 'granted' && <DayText day={moment.extension.granted} />}
          {moment.extension.remark && ` “${moment.extension.remark}”`}
        </p>
      );
  }
}
