import { useEffect, useRef } from 'react';
import type { FloorView } from '../../core/conference/views';
import type { WallTiles } from '../../core/conference/wall';
import { useStore, useText } from '../../hooks';
import { useLive } from '../../live';
import { CloseIcon, MicrophoneIcon, MicrophoneOffIcon } from '../../tiles/icons';
import { LineState } from '../../tiles/line_state';
import { AirIcon, PlayIcon, QrIcon } from '../../tiles/live_icons';

interface Props {
  readonly site: number;
  readonly tiles: WallTiles;
  readonly floor: FloorView;
  readonly onAir: number;
  readonly onInvite: (site: number) => void;
  readonly onClose: () => void;
}

// What can be done with the room that was chosen on the wall.
export function SiteCard({ site, tiles, floor, onAir, onInvite, onClose }: Props) {
  const { send } = useLive();
  const text = useText();
  const tile = useStore(tiles.tile(site));
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), [site]);
  if (!tile) return null;
  const there = tile.checked_in && !tile.line_lost;
  const request = floor.queue.find((one) => one.site === site);
  const grant = () =>
    void send('floor.grant', {
      site,
      speaker: request?.speaker,
      request: request?.request ?? 0,
      seen: floor.top,
    });
  return (
    <div className="site-card" role="dialog" aria-label={tile.name}>
      <div className="site-card-words">
        <strong>{tile.name}</strong>
        <span className="muted small">
          {there ? text.count('heads', tile.heads) : text.get('site_absent')}
        </span>
        <LineState site={site} lost={tile.line_lost} always />
      </div>
      {!tile.checked_in && (
        <button ref={first} className="button button-main" onClick={() => onInvite(site)}>
          <QrIcon />
          {text.get('site_invite')}
        </button>
      )}
      <button
        ref={tile.checked_in ? first : undefined}
        className={tile.checked_in ? 'button button-main' : 'button'}
        disabled={!there}
        onClick={grant}
      >
        <PlayIcon />
        {text.get('site_grant')}
      </button>
      <button
        className="button"
        disabled={!there && onAir !== site}
        onClick={() => void send('stage.put', { site: onAir === site ? 0 : site, seen: onAir })}
      >
        <AirIcon />
        {text.get(onAir === site ? 'site_off_air' : 'site_put_on_air')}
      </button>
      <button
        className="button"
        aria-pressed={tile.muted}
        onClick={() => void send('site.mute', { site, muted: !tile.muted })}
      >
        {tile.muted ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
        {text.get(tile.muted ? 'site_unmute' : 'site_mute')}
      </button>
      <button className="icon-button" aria-label={text.get('close')} onClick={onClose}>
        <CloseIcon />
      </button>
    </div>
  );
}
