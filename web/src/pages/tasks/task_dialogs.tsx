import { useState } from 'react';
import { addDays } from '../../core/office/days';
import { parseAmount, type TaskView } from '../../core/office/tasks';
import { useText } from '../../hooks';
import { Check, FormDialog, Line } from '../office/form_dialog';
import { useToday } from '../office/parts';
import { HeadChoice, usePeopleOf } from './give_dialog';
import type { TaskSender } from './task_page';

export interface TaskDialogProps {
  readonly view: TaskView;
  readonly sender: TaskSender;
  readonly onClose: () => void;
}

export function AcceptDialog({ view, sender, onClose }: TaskDialogProps) {
  const text = useText();
  const { line } = view.page;
  const people = usePeopleOf(line.lead);
  const [post, setPost] = useState(line.head_post);
  const head = people.find((one) => one.post === post);
  return (
    <FormDialog
      title={text.get('accept_title')}
      lead={text.get('accept_lead')}
      verb={text.get('act_accept')}
      onSend={() =>
        sender.send('task.accept', {
          task: line.task,
          head: head?.person ?? 0,
          head_post: head?.post ?? 0,
        })
      }
      onClose={onClose}
    >
      <HeadChoice people={people} value={post} onChange={setPost} />
    </FormDialog>
  );
}

export function ReportDialog({ view, sender, onClose }: TaskDialogProps) {
  const text = useText();
  const { line } = view.page;
  const [words, setWords] = useState('');
  const [figure, setFigure] = useState('');
  const [evidence, setEvidence] = useState<readonly string[]>(['']);
  const [done, setDone] = useState(false);
  const amount = figure === '' ? 0 : parseAmount(figure, text.language);
  const hasGoal = line.target !== 0;
  const send = () =>
    sender.send('task.report', {
      task: line.task,
      text: words.trim(),
      has_figure: figure !== '',
      figure: amount ?? 0,
      evidence: evidence
        .map((one) => one.trim())
        .filter(Boolean)
        .map((one) => ({ text: one, conference: 0, event: 0, file: '' })),
      done,
    });
  return (
    <FormDialog
      title={text.get('report_title')}
      lead={text.get('report_lead')}
      verb={text.get('report_verb')}
      ready={words.trim() !== '' && amount !== null}
      wide
      onSend={send}
      onClose={onClose}
    >
      <Line
        label={text.get('report_text')}
        value={words}
        rows={5}
        required
        autoFocus
        maxLength={10_000}
        onChange={setWords}
      />
      {hasGoal && (
        <Line
          label={text.get('report_figure', { measure: line.measure })}
          hint={amount === null ? text.get('figure_bad') : undefined}
          value={figure}
          maxLength={20}
          invalid={amount === null}
          onChange={setFigure}
        />
      )}
      {evidence.map((one, index) => (
        <Line
          key={index}
          label={text.get('report_evidence', { number: index + 1 })}
          hint={index === 0 ? text.get('report_evidence_hint') : undefined}
          value={one}
          maxLength={500}
          onChange={(value) =>
            setEvidence(evidence.map((old, place) => (place === index ? value : old)))
          }
        />
      ))}
      <button type="button" className="button-quiet" onClick={() => setEvidence([...evidence, ''])}>
        {text.get('report_more_evidence')}
      </button>
      <Check label={text.get('report_done')} checked={done} onChange={setDone} />
    </FormDialog>
  );
}

export function ExtensionDialog({ view, sender, onClose }: TaskDialogProps) {
  const text = useText();
  const today = useToday();
  const { line } = view.page;
  const from = line.deadline > today ? line.deadline : today;
  const [wanted, setWanted] = useState(addDays(from, 14));
  const [why, setWhy] = useState('');
  return (
    <FormDialog
      title={text.get('extension_title')}
      lead={text.get('extension_lead')}
      verb={text.get('extension_verb')}
      ready={wanted !== '' && why.trim() !== ''}
      onSend={() => sender.send('extension.ask', { task: line.task, wanted, why: why.trim() })}
      onClose={onClose}
    >
      <Line
        label={text.get('extension_wanted')}
        type="date"
        value={wanted}
        required
        onChange={setWanted}
      />
      <Line
        label={text.get('extension_why')}
        value={why}
        rows={3}
        required
        maxLength={2000}
        onChange={setWhy}
      />
    </FormDialog>
  );
}

export function WithdrawDialog({ view, sender, onClose }: TaskDialogProps) {
  const text = useText();
  const { line } = view.page;
  const [why, setWhy] = useState('');
  return (
    <FormDialog
      title={text.get('withdraw_title')}
      lead={text.get('withdraw_lead')}
      verb={text.get('act_withdraw')}
      ready={why.trim() !== ''}
      onSend={() => sender.send('task.withdraw', { task: line.task, why: why.trim() })}
      onClose={onClose}
    >
      <Line
        label={text.get('withdraw_why')}
        value={why}
        rows={3}
        required
        autoFocus
        maxLength={2000}
        onChange={setWhy}
      />
    </FormDialog>
  );
}
