import { isLineTrouble, linesOf } from '../../core/conference/lines';
import type { Phase, WallTile } from '../../core/conference/views';
import { useText } from '../../hooks';
import { LineState } from '../../tiles/line_state';
import { CheckIcon, WarningIcon } from '../../tiles/icons';

interface Props {
  readonly wall: readonly WallTile[];
  readonly phase: Phase;
  readonly onSelect: (site: number) => void;
}

export function LineList({ wall, phase, onSelect }: Props) {
  const text = useText();
  const lines = linesOf(wall, phase, text.locale);
  const trouble = lines.filter((line) => isLineTrouble(line.state)).length;
  return (
    <section className="lines" aria-label={text.get('lines')}>
      <h2>
        {text.get('lines')}
        {trouble > 0 && <span className="count tabular">{trouble}</span>}
      </h2>
      <p className="lines-sum small" data-trouble={trouble > 0 || undefined} role="status">
        {trouble > 0 ? <WarningIcon /> : <CheckIcon />}
        {trouble > 0 ? text.count('lines_trouble', trouble) : text.get('lines_fine')}
      </p>
      <ul className="lines-list">
        {lines.map(({ tile, state }) => (
          <li key={tile.site}>
            <button
              className="line-row"
              data-state={state}
              data-trouble={isLineTrouble(state) || undefined}
              onClick={() => onSelect(tile.site)}
            >
              <span className="line-name">{tile.name}</span>
              <span className="line-word">{text.get(`line_${state}`)}</span>
              {tile.checked_in && !tile.line_lost && (
                <LineState site={tile.site} lost={false} always />
              )}
            </button>
          </li>
        ))}
      </ul>
      {lines.length === 0 && <p className="muted small">{text.get('wall_empty')}</p>}
    </section>
  );
}
