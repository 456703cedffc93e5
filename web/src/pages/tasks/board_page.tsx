import { useMemo, useState } from 'react';
import { fold } from '../../core/person';
import { boardPath } from '../../core/route';
import type { Bucket, TaskBoard, TaskCommands, TaskLine } from '../../core/office/tasks';
import { usePageTitle, useText } from '../../hooks';
import { useSender, useView } from '../../live';
import { useMe } from '../office/me';
import { naming } from '../office/naming';
import { OfficeFrame } from '../office/office_frame';
import { OfficeView } from '../office/office_view';
import { BucketBars, Empty, PageLink, Sheet } from '../office/parts';
import { useUnitTree } from '../office/unit_picker';
import { GiveDialog } from './give_dialog';
import { TaskRows } from './task_rows';

type Scope = 'own' | 'below';

// Of my first unit, where none is named.
export function TasksPage() {
  const text = useText();
  const me = useMe();
  const heading = usePageTitle(text.get('nav_tasks'));
  const first = me?.units[0];
  if (first !== undefined) return <BoardPage unit={first} />;
  return (
    <OfficeFrame place="/tasks">
      <div className="office-waiting">
        <h1 ref={heading} tabIndex={-1}>
          {text.get('nav_tasks')}
        </h1>
        {me === null ? (
          <p className="muted">{text.get('view_loading')}</p>
        ) : (
          <>
            <p className="lead">{text.get(me.account > 0 ? 'board_choose' : 'office_sign_in')}</p>
            {me.account > 0 ? (
              <ChooseUnit />
            ) : (
              <p className="button-row">
                <PageLink className="button button-main" to="/login">
                  {text.get('login')}
                </PageLink>
              </p>
            )}
          </>
        )}
      </div>
    </OfficeFrame>
  );
}

// The highest units that may be seen, for who holds no post in any.
function ChooseUnit() {
  const tree = useUnitTree();
  return (
    <ul className="rows">
      {tree.roots.map((unit) => (
        <li key={unit.unit}>
          <PageLink className="row" to={boardPath(unit.unit)}>
            <span className="row-words">
              <strong>{unit.name}</strong>
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

export function BoardPage({ unit }: { readonly unit: number }) {
  const shown = useView<TaskBoard>(`tasks/unit/${unit}`);
  const sender = useSender<TaskCommands>('tasks');
  const names = shown.status === 'shown' ? shown.state.names : undefined;
  return (
    <OfficeFrame place="/tasks" sender={sender} names={names}>
      <OfficeView shown={shown}>
        {(board) => <Board key={unit} board={board} sender={sender} />}
      </OfficeView>
    </OfficeFrame>
  );
}

interface BoardProps {
  readonly board: TaskBoard;
  readonly sender: ReturnType<typeof useSender<TaskCommands>>;
}

function Board({ board, sender }: BoardProps) {
  const text = useText();
  const heading = usePageTitle(text.get('nav_tasks'));
  const names = useMemo(() => naming(board.names), [board.names]);
  const me = useMe();
  const [scope, setScope] = useState<Scope>('own');
  const [bucket, setBucket] = useState<Bucket | null>(null);
  const [words, setWords] = useState('');
  const [giving, setGiving] = useState(false);
  const lines = useMemo(
    () => filtered(board[scope], bucket, words, names.unit),
    [board, scope, bucket, words, names],
  );
  const chooseBucket = (chosen: Bucket | null) => {
    setBucket(chosen);
    if (chosen) setScope('below');
  };
  return (
    <>
      <header className="unit-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {text.get('nav_tasks')}
          </h1>
          <p className="muted">{names.unit(board.unit)}</p>
        </div>
        <div className="button-row no-print">
          {me?.units
            .filter((one) => one !== board.unit)
            .map((one, index) => (
              <PageLink key={one} className="button" to={boardPath(one)}>
                {names.unit(one) || text.get('unit_other', { number: index + 2 })}
              </PageLink>
            ))}
          {board.may.includes('task.give') && (
            <button className="button button-main" onClick={() => setGiving(true)}>
              {text.get('task_give')}
            </button>
          )}
        </div>
      </header>
      <BucketBars counts={board.branch} chosen={bucket} onChoose={chooseBucket} />
      <div className="filters no-print">
        <div className="choices" role="group" aria-label={text.get('board_scope')}>
          {(['own', 'below'] as const).map((one) => (
            <button key={one} aria-pressed={scope === one} onClick={() => setScope(one)}>
              {text.get(`board_${one}`)}{' '}
              <span className="tabular">{board[one].length.toLocaleString(text.locale)}</span>
            </button>
          ))}
        </div>
        <input
          className="field-input"
          type="search"
          aria-label={text.get('board_find')}
          placeholder={text.get('board_find')}
          value={words}
          maxLength={100}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <Sheet title={bucket ? text.get(`bucket_${bucket}`) : text.get(`board_${scope}`)}>
        {lines.length === 0 ? (
          <Empty>{text.get(words || bucket ? 'board_none_found' : `board_none_${scope}`)}</Empty>
        ) : (
          <TaskRows lines={lines} names={names} />
        )}
      </Sheet>
      {giving && (
        <GiveDialog
          unit={board.unit}
          onSend={(spec) => sender.send('task.give', { spec })}
          onClose={() => setGiving(false)}
        />
      )}
    </>
  );
}

export function filtered(
  lines: readonly TaskLine[],
  bucket: Bucket | null,
  words: string,
  unitName: (unit: number) => string,
): readonly TaskLine[] {
  const wanted = fold(words.trim());
  return lines.filter(
    (line) =>
      (bucket === null || line.bucket === bucket) &&
      (wanted === '' || fold(`${line.title} ${unitName(line.lead)}`).includes(wanted)),
  );
}
