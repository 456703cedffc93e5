import { useState } from 'react';
import { addDays } from '../../core/office/days';
import { useText } from '../../hooks';
import { Choice, FormDialog, Line } from '../office/form_dialog';
import { useToday } from '../office/parts';
import { UnitPicker, useUnitTree } from '../office/unit_picker';
import type { DraftPartProps } from './draft_page';

interface Props extends DraftPartProps {
  readonly onClose: () => void;
}

const kUsualDays = 10;

// What is written now becomes a version and goes to the units that are asked.
export function CirculateDialog({ view, sender, onClose }: Props) {
  const text = useText();
  const today = useToday();
  const tree = useUnitTree();
  const { page } = view;
  const [units, setUnits] = useState<readonly number[]>(page.units);
  const [level, setLevel] = useState('');
  const [deadline, setDeadline] = useState(addDays(today, kUsualDays));
  const [note, setNote] = useState('');
  const levels = [...new Set([...tree.byId.values()].map((unit) => unit.level))].filter(Boolean);
  const addLevel = (wanted: string) => {
    setLevel('');
    const more = [...tree.byId.values()].filter((unit) => unit.level === wanted);
    setUnits([...new Set([...units, ...more.map((unit) => unit.unit)])]);
  };
  return (
    <FormDialog
      title={text.get('circulate_title', { version: page.version + 1 })}
      lead={text.get('circulate_lead')}
      verb={text.count('circulate_verb', units.length)}
      ready={units.length > 0 && deadline !== ''}
      wide
      onSend={() =>
        sender.send('draft.circulate', { units, deadline, note: note.trim(), seen: page.revision })
      }
      onClose={onClose}
    >
      <UnitPicker
        label={text.get('circulate_units')}
        tree={tree}
        chosen={units}
        many
        onChange={setUnits}
      />
      {levels.length > 1 && (
        <Choice
          label={text.get('circulate_level')}
          value={level}
          options={[{ value: '', name: '–' }, ...levels.map((one) => ({ value: one, name: one }))]}
          onChange={addLevel}
        />
      )}
      <Line
        label={text.get('draft_deadline')}
        type="date"
        value={deadline}
        required
        onChange={setDeadline}
      />
      <Line
        label={text.get('circulate_note')}
        value={note}
        rows={2}
        maxLength={2000}
        onChange={setNote}
      />
    </FormDialog>
  );
}

export function FinishDialog({ view, sender, onClose }: Props) {
  const text = useText();
  const [step, setStep] = useState('');
  return (
    <FormDialog
      title={text.get('draft_finish')}
      lead={
        view.ledger.open > 0 ? text.count('finish_open', view.ledger.open) : text.get('finish_lead')
      }
      verb={text.get('draft_finish')}
      ready={step.trim() !== ''}
      onSend={() => sender.send('draft.finish', { next_step: step.trim() })}
      onClose={onClose}
    >
      <Line
        label={text.get('draft_next_step')}
        hint={text.get('finish_hint')}
        value={step}
        required
        autoFocus
        onChange={setStep}
      />
    </FormDialog>
  );
}
