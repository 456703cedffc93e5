import { memo } from 'react';
import type { WallTile as Values } from '../../core/conference/views';
import type { WallTiles } from '../../core/conference/wall';
import { useStore, useText } from '../../hooks';
import { MicrophoneOffIcon, PeopleIcon, WarningIcon } from '../../tiles/icons';
import { LineState } from '../../tiles/line_state';
import { AirIcon, HandIcon, QrIcon, WrenchIcon } from '../../tiles/live_icons';
import { SitePicture } from '../../tiles/site_picture';

interface Props {
  readonly site: number;
  readonly tiles: WallTiles;
  readonly selected: boolean;
  readonly reachable: boolean; // the one that Tab leads to
  readonly onSelect: (site: number | null) => void;
}

// One room on the wall. Its words come first, so that the page reads as it looks.
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
      title={tile.name}
      tabIndex={reachable ? 0 : -1}
      onClick={() => onSelect(selected ? null : site)}
    >
      <span className="wall-caption">
        <span className="wall-name">{tile.name}</span>
        {tile.checked_in && (
          <span className="wall-heads tabular">
            <PeopleIcon />
            {tile.heads}
            <span className="sr-only">{text.get('people_word')}</span>
          </span>
        )}
      </span>
      <span className="wall-picture">
        {tile.checked_in ? (
          <SitePicture site={site} name={tile.name} />
        ) : (
          <span className="wall-absent">
            <QrIcon />
            {text.get('tile_not_in')}
          </span>
        )}
        <Signs tile={tile} />
        {tile.checked_in && <LineState site={site} lost={tile.line_lost} />}
      </span>
    </button>
  );
});

// Each a shape, with its word for who hears the page.
function Signs({ tile }: { readonly tile: Values }) {
  const text = useText();
  const said = (words: string) => <span className="sr-only">{words}</span>;
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
          {said(text.get('hands_word'))}
        </span>
      )}
      {tile.talkback && (
        <span className="sign">
          <WrenchIcon />
          {said(text.get('tile_talkback'))}
        </span>
      )}
      {tile.muted && (
        <span className="sign">
          <MicrophoneOffIcon />
          {said(text.get('tile_muted_by_chair'))}
        </span>
      )}
      {(tile.incidents > 0 || (tile.checked_in && !tile.sound)) && (
        <span className="sign sign-trouble">
          <WarningIcon />
          {tile.incidents > 0 && said(text.count('incidents', tile.incidents))}
          {!tile.sound && said(text.get('tile_no_sound_device'))}
        </span>
      )}
    </span>
  );
}
