import { memo } from 'react';
import type { WallTile as Values } from '../../core/conference/views';
import type { WallTiles } from '../../core/conference/wall';
import { useStore, useText } from '../../hooks';
import type { Text } from '../../i18n/text';
import { MicrophoneOffIcon, PeopleIcon, WarningIcon } from '../../tiles/icons';
import { LineState } from '../../tiles/line_state';
import { AirIcon, HandIcon, WrenchIcon } from '../../tiles/live_icons';
import { SitePicture } from '../../tiles/site_picture';

interface Props {
  readonly site: number;
  readonly tiles: WallTiles;
  readonly selected: boolean;
  readonly reachable: boolean; // the one that Tab leads to
  readonly onSelect: (site: number | null) => void;
}

export const WallTile = memo(function WallTile(props: Props) {
  const { site, tiles, selected, reachable, onSelect } = props;
  const tile = useStore(tiles.tile(site));
  const text = useText();
  if (!tile) return null;
  return (
    <button
      className="wall-tile"
      data-site={site}
      data-on-air={tile.on_air || undefined}
      data-absent={!tile.checked_in || undefined}
      data-lost={tile.line_lost || undefined}
      aria-pressed={selected}
      aria-label={describe(tile, text)}
      title={tile.name}
      tabIndex={reachable ? 0 : -1}
      onClick={() => onSelect(selected ? null : site)}
    >
      <span className="wall-picture">
        {tile.checked_in ? (
          <SitePicture site={site} name={tile.name} />
        ) : (
          <span className="wall-absent">{text.get('tile_not_in')}</span>
        )}
        <Signs tile={tile} />
        {tile.checked_in && <LineState site={site} lost={tile.line_lost} />}
      </span>
      <span className="wall-caption">
        <span className="wall-name">{tile.name}</span>
        {tile.checked_in && (
          <span className="wall-heads tabular">
            <PeopleIcon />
            {tile.heads}
          </span>
        )}
      </span>
    </button>
  );
});

function Signs({ tile }: { readonly tile: Values }) {
  const text = useText();
  return (
    <span className="wall-signs">
      {tile.on_air && (
        <span className="sign sign-air">
          <AirIcon />
          {text.get('sign_air')}
        </span>
      )}
      {tile.hands > 0 && (
        <span className="sign sign-hand tabular">
          <HandIcon />
          {tile.hands}
        </span>
      )}
      {tile.talkback && (
        <span className="sign">
          <WrenchIcon />
        </span>
      )}
      {tile.muted && (
        <span className="sign">
          <MicrophoneOffIcon />
        </span>
      )}
      {(tile.incidents > 0 || (tile.checked_in && !tile.sound)) && (
        <span className="sign sign-trouble">
          <WarningIcon />
        </span>
      )}
    </span>
  );
}

function describe(tile: Values, text: Text): string {
  const parts = [tile.name];
  if (!tile.checked_in) return [...parts, text.get('tile_not_in')].join(', ');
  if (tile.on_air) parts.push(text.get('on_air'));
  parts.push(text.count('heads', tile.heads));
  if (tile.hands > 0) parts.push(text.count('hands_up', tile.hands));
  if (tile.muted) parts.push(text.get('tile_muted_by_chair'));
  if (tile.line_lost) parts.push(text.get('tile_lost'));
  if (!tile.sound) parts.push(text.get('tile_no_sound_device'));
  if (tile.incidents > 0) parts.push(text.count('incidents', tile.incidents));
  return parts.join(', ');
}
