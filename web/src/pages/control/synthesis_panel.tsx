import { useMemo, useState } from 'react';
import type { Phase, SynthesisRow, SynthesisView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive, useView } from '../../live';
import { ConclusionEditor } from './conclusion_editor';

// Themes against units, the notes of one cell, and the conclusion that grows out of them.
export function SynthesisPanel({ phase }: { readonly phase: Phase }) {
  const { conference } = useLive();
  const text = useText();
  const shown = useView<SynthesisView>(`conference/${conference}/synthesis`);
  if (shown.status === 'refused') {
    return <p className="muted">{shown.refusal.messages?.[text.language]}</p>;
  }
  if (shown.status === 'loading') return <p className="muted">{text.get('view_loading')}</p>;
  return (
    <div className="synthesis">
      <Board view={shown.state} />
      <ConclusionEditor
        text={shown.state.conclusion}
        version={shown.state.conclusion_version}
        adopted={shown.state.adopted_version}
        phase={phase}
      />
    </div>
  );
}

interface Cell {
  readonly theme: number;
  readonly unit: number;
}

function Board({ view }: { readonly view: SynthesisView }) {
  const text = useText();
  const [chosen, setChosen] = useState<Cell | null>(null);
  const units = useMemo(() => unitsOf(view.rows), [view.rows]);
  const nameOf = (unit: number) =>
    unit === 0 ? text.get('unit_nobody') : (view.names.units[String(unit)] ?? String(unit));
  if (view.notes.length === 0) return <p className="muted">{text.get('synthesis_empty')}</p>;
  return (
    <>
      <div className="board" role="region" aria-label={text.get('key_synthesis')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.get('theme')}</th>
              {units.map((unit) => (
                <th key={unit} scope="col">
                  {nameOf(unit)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <tr key={row.theme}>
                <th scope="row">{row.theme === 0 ? text.get('theme_none') : row.name}</th>
                {units.map((unit) => (
                  <BoardCell
                    key={unit}
                    row={row}
                    unit={unit}
                    label={`${row.name}, ${nameOf(unit)}`}
                    chosen={chosen?.theme === row.theme && chosen.unit === unit}
                    onChoose={setChosen}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CellNotes view={view} chosen={chosen} />
    </>
  );
}

interface CellProps {
  readonly row: SynthesisRow;
  readonly unit: number;
  readonly label: string;
  readonly chosen: boolean;
  readonly onChoose: (cell: Cell | null) => void;
}

function BoardCell({ row, unit, label, chosen, onChoose }: CellProps) {
  const text = useText();
  const count = notesIn(row, unit).length;
  if (count === 0) return <td className="board-none" aria-label={text.get('board_none')} />;
  return (
    <td>
      <button
        className="board-cell tabular"
        aria-pressed={chosen}
        aria-label={`${label}: ${text.count('notes_count', count)}`}
        onClick={() => onChoose(chosen ? null : { theme: row.theme, unit })}
      >
        {count}
      </button>
    </td>
  );
}

function CellNotes({ view, chosen }: { view: SynthesisView; chosen: Cell | null }) {
  const text = useText();
  const row = view.rows.find((one) => one.theme === chosen?.theme);
  if (!chosen || !row) return <p className="muted small">{text.get('board_lead')}</p>;
  const wanted = new Set(notesIn(row, chosen.unit));
  return (
    <ul className="cell-notes">
      {view.notes
        .filter(([id]) => wanted.has(id))
        .map(([id, note]) => (
          <li key={id}>{note.text}</li>
        ))}
    </ul>
  );
}

const notesIn = (row: SynthesisRow, unit: number): readonly number[] =>
  row.cells.find((cell) => cell.unit === unit)?.notes ?? [];

// In the order of ids; what was said by nobody in particular comes last.
function unitsOf(rows: readonly SynthesisRow[]): number[] {
  const units = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.unit)));
  return [...units].sort((a, b) => (a === 0 ? 1 : b === 0 ? -1 : a - b));
}
