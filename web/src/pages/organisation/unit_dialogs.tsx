import { useState } from 'react';
import type { UnitTree } from '../../core/office/tree';
import type { UnitPage, WordsView } from '../../core/office/units';
import { organisationPath } from '../../core/route';
import { useApp, useText } from '../../hooks';
import { useView } from '../../live';
import { Choice, FormDialog, Line } from '../office/form_dialog';
import { useToday } from '../office/parts';
import { UnitPicker } from '../office/unit_picker';
import type { OrganisationSender } from './organisation_page';

export interface UnitDialogProps {
  readonly page: UnitPage;
  readonly tree: UnitTree;
  readonly sender: OrganisationSender;
  readonly onClose: () => void;
}

const kNoWords: WordsView = { levels: [], titles: [], ranks: [], roles: [] };

export function useWords(): WordsView {
  const shown = useView<WordsView>('organisation/words');
  return shown.status === 'shown' ? shown.state : kNoWords;
}

// The day from which it holds and the decision behind it, which every change keeps.
function useDecision() {
  const text = useText();
  const today = useToday();
  const [day, setDay] = useState(today);
  const [decision, setDecision] = useState('');
  const fields = (
    <div className="form-row">
      <Line label={text.get('decision_day')} type="date" value={day} required onChange={setDay} />
      <Line
        label={text.get('decision')}
        hint={text.get('decision_hint')}
        value={decision}
        onChange={setDecision}
      />
    </div>
  );
  return { day, decision: decision.trim(), fields };
}

export function AddDialog({ page, tree, sender, onClose }: UnitDialogProps) {
  const text = useText();
  const words = useWords();
  const today = useToday();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [short, setShort] = useState('');
  const [level, setLevel] = useState('');
  const [second, setSecond] = useState<readonly number[]>([]);
  const [from, setFrom] = useState(today);
  const chosenLevel = level || (words.levels[words.levels.length - 1]?.code ?? '');
  const spec = {
    code: code.trim(),
    name: name.trim(),
    short_name: short.trim(),
    level: chosenLevel,
    superior: page.id,
    second_superior: second[0] ?? 0,
    from,
    to: '',
  };
  return (
    <FormDialog
      title={text.get('unit_add_under', { unit: page.unit.spec.name })}
      verb={text.get('unit_add_verb')}
      ready={spec.code !== '' && spec.name !== ''}
      wide
      onSend={() => sender.send('unit.add', { spec })}
      onClose={onClose}
    >
      <Line
        label={text.get('unit_name')}
        value={name}
        required
        autoFocus
        maxLength={300}
        onChange={setName}
      />
      <div className="form-row">
        <Line label={text.get('unit_short_name')} value={short} onChange={setShort} />
        <Line
          label={text.get('unit_code_label')}
          value={code}
          required
          maxLength={60}
          onChange={setCode}
        />
        <Choice
          label={text.get('unit_level')}
          value={chosenLevel}
          options={words.levels.map((one) => ({ value: one.code, name: one.name }))}
          onChange={setLevel}
        />
      </div>
      <UnitPicker
        label={text.get('second_superior')}
        tree={tree}
        chosen={second}
        onChange={setSecond}
      />
      <Line label={text.get('unit_from')} type="date" value={from} onChange={setFrom} />
    </FormDialog>
  );
}

export function RenameDialog({ page, sender, onClose }: UnitDialogProps) {
  const text = useText();
  const { spec } = page.unit;
  const [name, setName] = useState(spec.name);
  const [short, setShort] = useState(spec.short_name);
  const { day, decision, fields } = useDecision();
  return (
    <FormDialog
      title={text.get('unit_rename')}
      lead={text.get('unit_rename_lead')}
      verb={text.get('unit_rename')}
      ready={name.trim() !== '' && day !== ''}
      onSend={() =>
        sender.send('unit.rename', {
          unit: page.id,
          name: name.trim(),
          short_name: short.trim(),
          day,
          decision,
        })
      }
      onClose={onClose}
    >
      <Line
        label={text.get('unit_name')}
        value={name}
        required
        autoFocus
        maxLength={300}
        onChange={setName}
      />
      <Line label={text.get('unit_short_name')} value={short} onChange={setShort} />
      {fields}
    </FormDialog>
  );
}

export function MoveDialog({ page, tree, sender, onClose }: UnitDialogProps) {
  const text = useText();
  const { spec } = page.unit;
  const given = (unit: number) => (unit === 0 ? [] : [unit]);
  const [superior, setSuperior] = useState<readonly number[]>(given(spec.superior));
  const [second, setSecond] = useState<readonly number[]>(given(spec.second_superior));
  const { day, decision, fields } = useDecision();
  return (
    <FormDialog
      title={text.get('unit_move_title', { unit: spec.name })}
      lead={text.get('unit_move_lead')}
      verb={text.get('unit_move')}
      ready={superior.length > 0 && day !== ''}
      wide
      onSend={() =>
        sender.send('unit.move', {
          unit: page.id,
          superior: superior[0] ?? 0,
          second_superior: second[0] ?? 0,
          day,
          decision,
        })
      }
      onClose={onClose}
    >
      <UnitPicker
        label={text.get('unit_superior')}
        tree={tree}
        chosen={superior}
        onChange={setSuperior}
      />
      <UnitPicker
        label={text.get('second_superior')}
        tree={tree}
        chosen={second}
        onChange={setSecond}
      />
      {fields}
    </FormDialog>
  );
}

export function MergeDialog({ page, tree, sender, onClose }: UnitDialogProps) {
  const { go } = useApp();
  const text = useText();
  const [others, setOthers] = useState<readonly number[]>([]);
  const { day, decision, fields } = useDecision();
  return (
    <FormDialog
      title={text.get('unit_merge_title', { unit: page.unit.spec.name })}
      lead={text.get('unit_merge_lead')}
      verb={text.get('unit_merge')}
      ready={others.length > 0 && day !== ''}
      wide
      onSend={async () => {
        const units = [...others];
        const done = await sender.send('units.merge', { units, into: page.id, day, decision });
        if (done) go(organisationPath(page.id));
        return done;
      }}
      onClose={onClose}
    >
      <UnitPicker
        label={text.get('unit_merge_units')}
        tree={tree}
        chosen={others}
        many
        onChange={setOthers}
      />
      {fields}
    </FormDialog>
  );
}

export function CloseDialog({ page, sender, onClose }: UnitDialogProps) {
  const text = useText();
  const { day, decision, fields } = useDecision();
  return (
    <FormDialog
      title={text.get('unit_close_title', { unit: page.unit.spec.name })}
      lead={text.get('unit_close_lead')}
      verb={text.get('unit_close')}
      ready={day !== ''}
      onSend={() => sender.send('unit.close', { unit: page.id, day, decision })}
      onClose={onClose}
    >
      {fields}
    </FormDialog>
  );
}
