import { useState } from 'react';
import type { Bucket, TaskBoard, UnitTasks } from '../../core/office/tasks';
import { boardPath } from '../../core/route';
import { useText } from '../../hooks';
import { useView } from '../../live';
import type { Naming } from '../office/naming';
import { naming } from '../office/naming';
import { BucketBars, Empty, PageLink, Sheet } from '../office/parts';
import { TaskRows } from '../tasks/task_rows';

interface Props {
  readonly unit: number;
  readonly tasks: UnitTasks;
  readonly names: Naming;
}

export function UnitTasksSheet({ unit, tasks, names }: Props) {
  const text = useText();
  const [bucket, setBucket] = useState<Bucket | null>(null);
  const own = tasks.open.length + tasks.to_answer.length + tasks.given_away.length;
  return (
    <Sheet
      title={text.get('tasks_title')}
      count={tasks.open.length}
      actions={
        <PageLink className="button-quiet" to={boardPath(unit)}>
          {text.get('tasks_board')}
        </PageLink>
      }
    >
      <BucketBars counts={tasks.branch} chosen={bucket} onChoose={setBucket} />
      {bucket ? (
        <InBucket unit={unit} bucket={bucket} />
      ) : (
        <>
          {own === 0 && <Empty>{text.get('tasks_none')}</Empty>}
          <Group title={text.get('tasks_to_answer')} lines={tasks.to_answer} names={names} />
          <Group title={text.get('tasks_open')} lines={tasks.open} names={names} />
          <Group title={text.get('tasks_given_away')} lines={tasks.given_away} names={names} />
        </>
      )}
    </Sheet>
  );
}

interface GroupProps {
  readonly title: string;
  readonly lines: UnitTasks['open'];
  readonly names: Naming;
}

function Group({ title, lines, names }: GroupProps) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="overline">{title}</h3>
      <TaskRows lines={lines} names={names} />
    </>
  );
}

// The tasks behind one bar.
function InBucket({ unit, bucket }: { readonly unit: number; readonly bucket: Bucket }) {
  const text = useText();
  const shown = useView<TaskBoard>(`tasks/unit/${unit}`);
  if (shown.status !== 'shown') {
    const words = shown.status === 'refused' ? shown.refusal.messages?.[text.language] : null;
    return <Empty>{words ?? text.get('view_loading')}</Empty>;
  }
  const lines = shown.state.below.filter((line) => line.bucket === bucket);
  if (lines.length === 0) return <Empty>{text.get('bucket_empty')}</Empty>;
  return <TaskRows lines={lines} names={naming(shown.state.names)} />;
}
