import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { UnitTree } from '../../core/office/tree';
import type { UnitLine, UnitsView } from '../../core/office/units';
import { useText } from '../../hooks';
import { useView } from '../../live';
import { CloseIcon } from '../../tiles/icons';

const kMaxFound = 12;

export function useUnitTree(): UnitTree {
  const shown = useView<UnitsView>('units');
  const units = shown.status === 'shown' ? shown.state.units : kNoUnits;
  return useMemo(() => new UnitTree(units), [units]);
}

const kNoUnits: readonly UnitLine[] = [];

interface Props {
  readonly label: string;
  readonly tree: UnitTree;
  readonly chosen: readonly number[];
  readonly many?: boolean;
  // Only within this branch; 0: anywhere.
  readonly branch?: number;
  readonly onChange: (units: readonly number[]) => void;
}

// Finds units by name or code; with `many`, all that stand directly under one come in at once.
export function UnitPicker({ label, tree, chosen, many, branch = 0, onChange }: Props) {
  const text = useText();
  const id = useId();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => {
    const free = (unit: UnitLine) =>
      !chosen.includes(unit.unit) && (branch === 0 || tree.isWithin(unit.unit, branch));
    return tree
      .find(words, kMaxFound * 4)
      .filter(free)
      .slice(0, kMaxFound);
  }, [tree, words, chosen, branch]);
  const choose = (unit: UnitLine | undefined) => {
    if (!unit) return;
    onChange(many ? [...chosen, unit.unit] : [unit.unit]);
    setWords('');
    setAt(0);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    } else if (event.key === 'Enter' && words !== '') {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === 'Backspace' && words === '' && chosen.length > 0) {
      onChange(chosen.slice(0, -1));
    }
  };
  const asks = many || chosen.length === 0;
  return (
    <div className="field picker">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {chosen.length > 0 && (
        <ul className="picker-chosen">
          {chosen.map((unit) => (
            <li key={unit}>
              <span>{tree.byId.get(unit)?.name ?? `#${unit}`}</span>
              <button
                type="button"
                aria-label={text.get('picker_remove', { name: tree.byId.get(unit)?.name ?? '' })}
                onClick={() => onChange(chosen.filter((one) => one !== unit))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      {asks && (
        <input
          id={id}
          className="field-input"
          role="combobox"
          autoComplete="off"
          aria-expanded={words !== ''}
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
          placeholder={text.get('picker_hint')}
          value={words}
          maxLength={100}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
      )}
      {words !== '' && (
        <ul id={`${id}-list`} className="picker-list" role="listbox" aria-label={label}>
          {found.map((unit, index) => (
            <li
              key={unit.unit}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(unit);
              }}
            >
              <span>{unit.name}</span>
              <span className="muted small">
                {tree.byId.get(tree.parentOf(unit.unit))?.name ?? unit.level}
              </span>
            </li>
          ))}
          {found.length === 0 && <li className="muted small">{text.get('picker_none')}</li>}
        </ul>
      )}
    </div>
  );
}
