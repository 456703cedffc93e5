import { useState } from 'react';
import { formatAmount, type Extension, type Report, type TaskView } from '../../core/office/tasks';
import { useText } from '../../hooks';
import { FormDialog, Line } from '../office/form_dialog';
import type { Naming } from '../office/naming';
import { DayText } from '../office/parts';
import type { TaskSender } from './task_page';

interface Props {
  readonly view: TaskView;
  readonly sender: TaskSender;
  readonly names: Naming;
}

// What waits for the answer of the unit that gave the task.
export function AnswerPanel({ view, sender, names }: Props) {
  const { task, line } = view.page;
  const reports = task.reports.filter(([, report]) => !report.receipt);
  const extensions = task.extensions.filter(([, one]) => one.state === 'asked');
  const mayReport = view.may.includes('report.confirm');
  const mayExtend = view.may.includes('extension.decide');
  if (reports.length === 0 && extensions.length === 0) return null;
  return (
    <div className="answers">
      {reports.map(([id, report]) => (
        <ReportCard
          key={`r${id}`}
          report={report}
          unit={names.unit(line.lead)}
          measure={line.measure}
          may={mayReport}
          onConfirm={(remark) =>
            sender.send('report.confirm', { task: line.task, report: id, remark })
          }
          onReturn={(remark) =>
            sender.send('report.return', { task: line.task, report: id, remark })
          }
        />
      ))}
      {extensions.map(([id, extension]) => (
        <ExtensionCard
          key={`e${id}`}
          extension={extension}
          unit={names.unit(line.lead)}
          may={mayExtend}
          onDecide={(grant, remark) =>
            sender.send('extension.decide', {
              task: line.task,
              extension: id,
              grant,
              day: '',
              remark,
            })
          }
        />
      ))}
    </div>
  );
}

interface ReportCardProps {
  readonly report: Report;
  readonly unit: string;
  readonly measure: string;
  readonly may: boolean;
  readonly onConfirm: (remark: string) => Promise<boolean>;
  readonly onReturn: (remark: string) => Promise<boolean>;
}

function ReportCard({ report, unit, measure, may, onConfirm, onReturn }: ReportCardProps) {
  const text = useText();
  const [returning, setReturning] = useState(false);
  return (
    <section className="answer-card" aria-label={text.get('report_waits')}>
      <h2>{text.get(report.done ? 'report_waits_done' : 'report_waits', { unit })}</h2>
      <p className="paper-words">{report.text}</p>
      <p className="small muted">
        <DayText day={report.day} />
        {report.figure !== null &&
          ` · ${formatAmount(report.figure, text.locale)} ${measure}`.trimEnd()}
      </p>
      <EvidenceList report={report} />
      {may && (
        <p className="button-row no-print">
          <button className="button button-main" onClick={() => void onConfirm('')}>
            {text.get('report_confirm')}
          </button>
          <button className="button" onClick={() => setReturning(true)}>
            {text.get('report_return')}
          </button>
        </p>
      )}
      {returning && (
        <RemarkDialog
          title={text.get('report_return')}
          label={text.get('report_return_why')}
          required
          onSend={onReturn}
          onClose={() => setReturning(false)}
        />
      )}
    </section>
  );
}

export function EvidenceList({ report }: { readonly report: Report }) {
  if (report.evidence.length === 0) return null;
  return (
    <ul className="evidence small">
      {report.evidence.map((one, index) => (
        <li key={index}>{one.text || one.file}</li>
      ))}
    </ul>
  );
}

interface ExtensionCardProps {
  readonly extension: Extension;
  readonly unit: string;
  readonly may: boolean;
  readonly onDecide: (grant: boolean, remark: string) => Promise<boolean>;
}

function ExtensionCard({ extension, unit, may, onDecide }: ExtensionCardProps) {
  const text = useText();
  const [refusing, setRefusing] = useState(false);
  return (
    <section className="answer-card" aria-label={text.get('extension_title')}>
      <h2>
        {text.get('extension_waits', { unit })} <DayText day={extension.wanted} />
      </h2>
      <p className="paper-words">{extension.why}</p>
      {may && (
        <p className="button-row no-print">
          <button className="button button-main" onClick={() => void onDecide(true, '')}>
            {text.get('extension_grant')}
          </button>
          <button className="button" onClick={() => setRefusing(true)}>
            {text.get('extension_refuse')}
          </button>
        </p>
      )}
      {refusing && (
        <RemarkDialog
          title={text.get('extension_refuse')}
          label={text.get('extension_refuse_why')}
          required
          onSend={(remark) => onDecide(false, remark)}
          onClose={() => setRefusing(false)}
        />
      )}
    </section>
  );
}

interface RemarkProps {
  readonly title: string;
  readonly label: string;
  readonly required?: boolean;
  readonly onSend: (remark: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function RemarkDialog({ title, label, required, onSend, onClose }: RemarkProps) {
  const [remark, setRemark] = useState('');
  return (
    <FormDialog
      title={title}
      verb={title}
      ready={!required || remark.trim() !== ''}
      onSend={() => onSend(remark.trim())}
      onClose={onClose}
    >
      <Line label={label} value={remark} rows={3} autoFocus maxLength={2000} onChange={setRemark} />
    </FormDialog>
  );
}
