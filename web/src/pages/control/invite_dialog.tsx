import { useEffect, useId, useRef, useState } from 'react';
import { readableCode, type IssuedLinks, type MadeLink } from '../../core/conference/issued_links';
import type { WallTile } from '../../core/conference/views';
import { useApp, useStore, useText } from '../../hooks';
import { useLive } from '../../live';
import { LinkField } from '../../panels/link_field';
import { QrCode } from '../../panels/qr_code';
import { CheckIcon, CloseIcon, WarningIcon } from '../../tiles/icons';
import { errorWords } from '../site/error_words';

const kHours = 12;
const kRoles = ['sound'] as const;

interface Props {
  readonly wall: readonly WallTile[];
  readonly site: number; // 0: not chosen yet
  readonly links: IssuedLinks;
  readonly onSite: (site: number) => void;
  readonly onClose: () => void;
}

// A room is invited by a code on the screen: whoever scans it is that room's picture and sound.
export function InviteDialog({ wall, site, links, onSite, onClose }: Props) {
  const text = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const tile = wall.find((one) => one.site === site);
  return (
    <dialog ref={dialog} className="ask invite-room" aria-labelledby={id} onClose={onClose}>
      <header className="invite-room-head">
        <h2 id={id}>{text.get('invite_title')}</h2>
        <button className="icon-button icon-small" aria-label={text.get('close')} onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <RoomField wall={wall} site={site} onSite={onSite} />
      {tile && <Invitation key={site} tile={tile} links={links} />}
    </dialog>
  );
}

type RoomProps = Pick<Props, 'wall' | 'site' | 'onSite'>;

function RoomField({ wall, site, onSite }: RoomProps) {
  const text = useText();
  const waiting = wall.filter((tile) => !tile.checked_in);
  const there = wall.filter((tile) => tile.checked_in);
  const options = (tiles: readonly WallTile[]) =>
    tiles.map((tile) => (
      <option key={tile.site} value={tile.site}>
        {tile.name}
      </option>
    ));
  return (
    <label className="field">
      <span className="field-label">{text.get('invite_room')}</span>
      <select
        className="field-input"
        value={site}
        onChange={(event) => onSite(Number(event.target.value))}
      >
        {site === 0 && <option value={0}>{text.get('invite_choose')}</option>}
        {waiting.length > 0 && (
          <optgroup label={text.get('invite_group_waiting')}>{options(waiting)}</optgroup>
        )}
        {there.length > 0 && (
          <optgroup label={text.get('invite_group_there')}>{options(there)}</optgroup>
        )}
      </select>
    </label>
  );
}

interface InvitationProps {
  readonly tile: WallTile;
  readonly links: IssuedLinks;
}

function Invitation({ tile, links }: InvitationProps) {
  const text = useText();
  const made = useStore(links.made);
  const [error, setError] = useState<unknown>(null);
  const [making, setMaking] = useState(false);
  const link = made.length >= 0 ? links.find(tile.site, kRoles) : null;
  const make = () => {
    setMaking(true);
    setError(null);
    links
      .make({ site: tile.site, roles: kRoles, hours: kHours, max_devices: 1 })
      .catch(setError)
      .finally(() => setMaking(false));
  };
  if (link) return <Shown tile={tile} link={link} links={links} />;
  return (
    <>
      <p>{text.get(tile.checked_in ? 'invite_lead_there' : 'invite_lead')}</p>
      {error !== null && (
        <p className="invite-error" role="alert">
          <WarningIcon />
          {errorWords(error, text)}
        </p>
      )}
      <button
        className="button button-main button-wide"
        data-busy={making || undefined}
        disabled={making}
        autoFocus
        onClick={make}
      >
        {text.get('invite_make')}
      </button>
    </>
  );
}

interface ShownProps extends InvitationProps {
  readonly link: MadeLink;
}

function Shown({ tile, link, links }: ShownProps) {
  const { send } = useLive();
  const { info } = useApp();
  const text = useText();
  const state = useStore(info);
  const ownCa = state.status === 'ready' && state.info.caFingerprint !== null;
  const revoke = () =>
    void send('link.revoke', { site: link.site, link: link.link }).then((done) => {
      if (done) links.forget(link.site, link.link);
    });
  return (
    <>
      <div className="invite-room-code">
        <QrCode link={link.url} />
        <div>
          <Progress tile={tile} />
          <ol className="invite-steps small">
            {text.steps('invite_steps').map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="small muted tabular">
            {text.get('invite_until', {
              time: text.clock(link.expires),
              day: text.day(link.expires),
            })}
          </p>
          <p className="small muted">
            {text.get('invite_code')} <code className="code">{readableCode(link.secret)}</code>
          </p>
        </div>
      </div>
      <LinkField link={link.url} />
      {isLoopback(link.url) && <p className="note">{text.get('link_local_only')}</p>}
      {!isLoopback(link.url) && ownCa && (
        <p className="note">
          {text.get('invite_certificate', { address: new URL('/ca', link.url).href })}
        </p>
      )}
      <p className="ask-buttons">
        <button className="button" onClick={revoke}>
          {text.get('invite_revoke')}
        </button>
      </p>
    </>
  );
}

const isLoopback = (url: string): boolean =>
  /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname);

function Progress({ tile }: { readonly tile: WallTile }) {
  const text = useText();
  const step = tile.checked_in ? 'in' : tile.sound ? 'joined' : 'waiting';
  return (
    <p className="invite-progress" data-step={step} role="status">
      {step !== 'waiting' && <CheckIcon />}
      {text.get(`invite_${step}`, { site: tile.name, heads: tile.heads })}
    </p>
  );
}
