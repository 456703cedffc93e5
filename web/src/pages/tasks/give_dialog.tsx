import { useState } from 'react';
import { addDays } from '../../core/office/days';
import { parseAmount, type TaskSpec } from '../../core/office/tasks';
import type { UnitView } from '../../core/office/units';
import { useText } from '../../hooks';
import { useView } from '../../live';
import { Choice, FormDialog, Line } from '../office/form_dialog';
import { useToday } from '../office/parts';
import { UnitPicker, useUnitTree } from '../office/unit_picker';

interface Props {
  readonly unit: number; // that gives it
  readonly source?: TaskSpec['source'];
  readonly words?: string; // that it begins with
  readonly onSend: (spec: TaskSpec) => Promise<boolean>;
  readonly onClose: () => void;
}

const kByHand = { conference: 0, event: 0, place: '' };
const kUsualDays = 30;

// A task needs a lead unit, somebody who answers for it, and, as a rule, a day.
export function GiveDialog({ unit, source = kByHand, words: given = '', onSend, onClose }: Props) {
  const text = useText();
  const today = useToday();
  const tree = useUnitTree();
  const [title, setTitle] = useState(given.slice(0, 200));
  const [words, setWords] = useState(given.length > 200 ? given : '');
  const [lead, setLead] = useState<readonly number[]>([]);
  const [helpers, setHelpers] = useState<readonly number[]>([]);
  const [post, setPost] = useState(0);
  const [indicator, setIndicator] = useState('');
  const [measure, setMeasure] = useState('');
  const [target, setTarget] = useState('');
  const [deadline, setDeadline] = useState(addDays(today, kUsualDays));
  const leadUnit = lead[0] ?? 0;
  const people = usePeopleOf(leadUnit);
  const head = people.find((one) => one.post === post) ?? people[0];
  const amount = target === '' ? 0 : parseAmount(target, text.language);
  const spec: TaskSpec = {
    title: title.trim(),
    text: words.trim(),
    giver: unit,
    lead: leadUnit,
    helpers,
    head: head?.person ?? 0,
    head_post: head?.post ?? 0,
    goal: { text: '', indicator: indicator.trim(), measure: measure.trim(), target: amount ?? 0 },
    deadline,
    source,
  };
  const ready = spec.title !== '' && leadUnit !== 0 && head !== undefined && amount !== null;
  return (
    <FormDialog
      title={text.get('task_give')}
      lead={source.place}
      verb={text.get('task_give_verb')}
      ready={ready}
      wide
      onSend={() => onSend(spec)}
      onClose={onClose}
    >
      <Line
        label={text.get('task_title')}
        value={title}
        required
        autoFocus
        maxLength={500}
        onChange={setTitle}
      />
      <Line
        label={text.get('task_text')}
        value={words}
        rows={3}
        maxLength={10_000}
        onChange={setWords}
      />
      <UnitPicker
        label={text.get('task_lead')}
        tree={tree}
        branch={unit}
        chosen={lead}
        onChange={setLead}
      />
      {leadUnit !== 0 && <HeadChoice people={people} value={head?.post ?? 0} onChange={setPost} />}
      <UnitPicker
        label={text.get('task_helpers')}
        tree={tree}
        chosen={helpers}
        many
        onChange={setHelpers}
      />
      <div className="form-row">
        <Line label={text.get('task_indicator')} value={indicator} onChange={setIndicator} />
        <Line
          label={text.get('task_target')}
          value={target}
          maxLength={20}
          invalid={amount === null}
          onChange={setTarget}
        />
        <Line
          label={text.get('task_measure')}
          value={measure}
          maxLength={40}
          onChange={setMeasure}
        />
      </div>
      <Line label={text.get('task_deadline')} type="date" value={deadline} onChange={setDeadline} />
    </FormDialog>
  );
}

// Those who hold a post in the unit, who answers for it in front.
export function usePeopleOf(unit: number) {
  const shown = useView<UnitView>(`unit/${unit === 0 ? 'none' : unit}`);
  if (unit === 0 || shown.status !== 'shown') return [];
  const { posts } = shown.state.organisation;
  return [...posts].sort((a, b) => Number(b.leads) - Number(a.leads));
}

interface HeadProps {
  readonly people: ReturnType<typeof usePeopleOf>;
  readonly value: number;
  readonly onChange: (post: number) => void;
}

export function HeadChoice({ people, value, onChange }: HeadProps) {
  const text = useText();
  if (people.length === 0) return <p className="note">{text.get('task_nobody')}</p>;
  return (
    <Choice
      label={text.get('task_head')}
      value={String(value)}
      options={people.map((one) => ({
        value: String(one.post),
        name: `${one.name} – ${one.title}`,
      }))}
      onChange={(post) => onChange(Number(post))}
    />
  );
}
