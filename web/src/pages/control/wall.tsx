import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { FloorView, StageView, WallTile as Tile } from '../../core/conference/views';
import {
  arrangeWall,
  isTrouble,
  wholeWall,
  type WallChoice,
  type WallOnly,
  type WallOrder,
  type WallTiles,
} from '../../core/conference/wall';
import { useSize, useText } from '../../hooks';
import { wallCells } from '../../layout/wall_cells';
import { useSee } from '../../live';
import { BackIcon, ForwardIcon } from '../../tiles/icons';
import { QrIcon } from '../../tiles/live_icons';
import { SiteCard } from './site_card';
import { WallTile } from './wall_tile';

interface Props {
  readonly wall: readonly Tile[];
  readonly tiles: WallTiles;
  readonly floor: FloorView;
  readonly stage: StageView;
  readonly selected: number | null;
  readonly onSelect: (site: number | null) => void;
  readonly onInvite: (site: number) => void;
  readonly onDemo: (() => void) | null;
  // What can be done with a room stands elsewhere.
  readonly bare?: boolean;
}

// All rooms, a page at a time. Only the pictures of the page that is open are taken.
export const Wall = memo(function Wall(props: Props) {
  const { wall, tiles, floor, stage, selected, onSelect, onInvite, onDemo, bare } = props;
  const text = useText();
  const [choice, setChoice] = useState<WallChoice>(wholeWall);
  const [page, setPage] = useState(0);
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const area = useRef<HTMLDivElement>(null);
  const cells = wallCells(useSize(area));
  const sites = useMemo(
    () => arrangeWall(wall, choice, seen, text.locale),
    [wall, choice, seen, text.locale],
  );
  const pages = Math.max(1, Math.ceil(sites.length / cells.count));
  const at = Math.min(page, pages - 1);
  const shown = sites.slice(at * cells.count, (at + 1) * cells.count);
  useSee(shown);
  useSeen(shown, setSeen, choice.only === 'unseen');
  const change = (part: Partial<WallChoice>) => {
    setChoice({ ...choice, ...part });
    setPage(0);
  };
  return (
    <section className="wall" aria-label={text.get('wall')}>
      <div className="wall-head">
        <h2>{text.get('wall')}</h2>
        <Pager page={at} pages={pages} onTurn={setPage} />
        <OrderField order={choice.order} onOrder={(order) => change({ order })} />
        <OnlyButtons wall={wall} only={choice.only} onOnly={(only) => change({ only })} />
        <button
          className="button button-small"
          onClick={() => onInvite(wall.find((tile) => !tile.checked_in)?.site ?? 0)}
        >
          <QrIcon />
          {text.get('invite_room_qr')}
        </button>
        {onDemo && (
          <button className="button button-small button-demo" onClick={onDemo}>
            {text.get('demo_acts')}
          </button>
        )}
        <input
          id="wall-find"
          className="field-input field-small wall-find"
          type="search"
          placeholder={text.get('wall_find')}
          aria-label={text.get('wall_find')}
          value={choice.find}
          onChange={(event) => change({ find: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key === 'Enter' && sites[0] !== undefined) onSelect(sites[0]);
          }}
        />
      </div>
      <div
        className="wall-tiles"
        ref={area}
        style={{ '--columns': cells.columns } as React.CSSProperties}
        onKeyDown={(event) => moveFocus(event, cells.columns)}
      >
        {shown.map((site, index) => (
          <WallTile
            key={site}
            site={site}
            tiles={tiles}
            selected={site === selected}
            reachable={selected !== null ? site === selected : index === 0}
            onSelect={onSelect}
          />
        ))}
        {sites.length === 0 && (
          <p className="wall-empty muted">
            {text.get(wall.length === 0 ? 'wall_empty' : `wall_none_${choice.only}`)}
          </p>
        )}
      </div>
      {selected !== null && !bare && (
        <SiteCard
          site={selected}
          tiles={tiles}
          floor={floor}
          onAir={stage.on_air}
          onInvite={onInvite}
          onClose={() => onSelect(null)}
        />
      )}
    </section>
  );
});

// What stood on an open page for a moment was looked at. Not while that is what is being filtered.
const kLookMs = 1500;

function useSeen(
  shown: readonly number[],
  setSeen: React.Dispatch<React.SetStateAction<ReadonlySet<number>>>,
  paused: boolean,
): void {
  const key = shown.join(' ');
  useEffect(() => {
    if (paused || key === '') return;
    const timer = setTimeout(
      () => setSeen((old) => new Set([...old, ...key.split(' ').map(Number)])),
      kLookMs,
    );
    return () => clearTimeout(timer);
  }, [key, setSeen, paused]);
}

const kSteps: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

function moveFocus(event: React.KeyboardEvent<HTMLElement>, columns: number): void {
  const step = kSteps[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button.wall-tile')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[at + step(columns)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly onTurn: (page: number) => void;
}

function Pager({ page, pages, onTurn }: PagerProps) {
  const text = useText();
  return (
    <span className="wall-pager">
      <button
        className="icon-button icon-small"
        aria-label={text.get('page_previous')}
        disabled={page === 0}
        onClick={() => onTurn(page - 1)}
      >
        <BackIcon />
      </button>
      <span className="tabular" aria-live="polite">
        {text.get('wall_page', { page: page + 1, pages })}
      </span>
      <button
        className="icon-button icon-small"
        aria-label={text.get('page_next')}
        disabled={page === pages - 1}
        onClick={() => onTurn(page + 1)}
      >
        <ForwardIcon />
      </button>
    </span>
  );
}

const kOrders: readonly WallOrder[] = ['region', 'name', 'level'];

interface OrderProps {
  readonly order: WallOrder;
  readonly onOrder: (order: WallOrder) => void;
}

function OrderField({ order, onOrder }: OrderProps) {
  const text = useText();
  return (
    <select
      className="field-input field-small"
      aria-label={text.get('wall_order')}
      value={order}
      onChange={(event) => onOrder(event.target.value as WallOrder)}
    >
      {kOrders.map((one) => (
        <option key={one} value={one}>
          {text.get(`wall_order_${one}`)}
        </option>
      ))}
    </select>
  );
}

const kOnly: readonly WallOnly[] = ['all', 'hands', 'trouble', 'unseen'];

interface OnlyProps {
  readonly wall: readonly Tile[];
  readonly only: WallOnly;
  readonly onOnly: (only: WallOnly) => void;
}

function OnlyButtons({ wall, only, onOnly }: OnlyProps) {
  const text = useText();
  const counts: Readonly<Partial<Record<WallOnly, number>>> = {
    all: wall.length,
    hands: wall.filter((tile) => tile.hands > 0).length,
    trouble: wall.filter(isTrouble).length,
  };
  return (
    <span className="segments" role="group" aria-label={text.get('wall_only')}>
      {kOnly.map((one) => (
        <button key={one} aria-pressed={only === one} onClick={() => onOnly(one)}>
          {text.get(`wall_only_${one}`)}
          {counts[one] !== undefined && <span className="tabular">{counts[one]}</span>}
        </button>
      ))}
    </span>
  );
}
