import { useState } from 'react';
import type { Phase, RollRow, RollSums, RollView } from '../../core/conference/views';
import { useText } from '../../hooks';
import { useLive, useView } from '../../live';
import { CheckIcon, WarningIcon } from '../../tiles/icons';

const kColumns = [
  'expected',
  'in_room',
  'online',
  'substitutes',
  'absent',
  'not_called',
  'heads',
] as const;

interface Props {
  readonly conference: number;
  readonly phase: Phase;
}

// The roll as it stands, room by room, adding up; one press makes the formal account.
export function RollPanel({ conference, phase }: Props) {
  const { send } = useLive();
  const text = useText();
  const shown = useView<RollView>(`conference/${conference}/roll`);
  const [made, setMade] = useState(false);
  if (shown.status === 'refused') {
    return <p className="muted">{shown.refusal.messages?.[text.language]}</p>;
  }
  if (shown.status === 'loading') return <p className="muted">{text.get('view_loading')}</p>;
  const { totals, rows, quorum } = shown.state;
  const report = () => void send('roll.report', {}).then(setMade);
  return (
    <div className="roll">
      <p className="roll-sum">
        <strong className="tabular">
          {text.get('delegates_in', {
            in: totals.present.toLocaleString(text.locale),
            of: totals.expected.toLocaleString(text.locale),
          })}
        </strong>
        <span className="quorum" data-held={quorum}>
          {quorum ? <CheckIcon /> : <WarningIcon />}
          {text.get(quorum ? 'quorum_held' : 'quorum_lost')}
        </span>
        <button
          className="button button-main button-small"
          disabled={phase === 'closed'}
          onClick={report}
        >
          {text.get('roll_report')}
        </button>
        <span role="status" className="small roll-made">
          {made && text.get('roll_reported')}
        </span>
      </p>
      <div className="board" role="region" aria-label={text.get('key_roll')} tabIndex={0}>
        <table className="roll-table tabular">
          <thead>
            <tr>
              <th scope="col">{text.get('site')}</th>
              {kColumns.map((column) => (
                <th key={column} scope="col">
                  {text.get(`roll_${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row name={text.get('roll_total')} sums={totals} total />
            {rows.map((row) => (
              <Row key={row.site} name={row.name} sums={row.own} away={isAway(row)} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const isAway = (row: RollRow): boolean => row.own.sites_in === 0;

interface RowProps {
  readonly name: string;
  readonly sums: RollSums;
  readonly total?: boolean;
  readonly away?: boolean;
}

function Row({ name, sums, total = false, away = false }: RowProps) {
  const text = useText();
  return (
    <tr data-total={total || undefined} data-away={away || undefined}>
      <th scope="row">
        {name}
        {away && <span className="muted small"> · {text.get('tile_not_in')}</span>}
      </th>
      {kColumns.map((column) => (
        <td key={column}>{sums[column].toLocaleString(text.locale)}</td>
      ))}
    </tr>
  );
}
