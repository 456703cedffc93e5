import { useMemo, useState } from 'react';
import { UnitTree, type UnitsView } from '../core/unit_tree';
import { useText } from '../hooks';
import { useView } from '../live';
import { Combobox } from './combobox';

// The tree that the caller may see; null until it is there, or if it may not be seen.
export function useUnits(): UnitTree | null {
  const shown = useView<UnitsView>('units');
  const units = shown.status === 'shown' ? shown.state.units : null;
  return useMemo(() => (units ? new UnitTree(units) : null), [units]);
}

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly tree: UnitTree | null;
  readonly unit: number;
  // Its name where the tree does not hold it.
  readonly name?: string;
  readonly required?: boolean;
  readonly onPick: (unit: number) => void;
}

export function UnitPicker({ label, hint, tree, unit, name, required, onPick }: Props) {
  const text = useText();
  const [query, setQuery] = useState('');
  const options = useMemo(
    () =>
      (tree?.search(query, 12) ?? []).map((node) => ({
        id: node.unit,
        name: node.name,
        detail: tree?.pathOf(node.unit) ?? '',
      })),
    [tree, query],
  );
  return (
    <Combobox
      label={label}
      hint={hint}
      chosen={unit === 0 ? '' : tree?.nameOf(unit) || name || text.get('unit_number', { unit })}
      options={options}
      none={text.get(tree ? 'unit_none' : 'unit_tree_missing')}
      required={required}
      onType={setQuery}
      onPick={(option) => onPick(option?.id ?? 0)}
    />
  );
}
