import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Person } from '../core/person';
import { Seating, seatKey, type Seat } from '../core/seating';
import type { Session } from '../core/session';
import { useApp, useSize, useStore, useText } from '../hooks';
import { arrange, pageSize } from '../layout/arrange';
import { neighbour, type Direction } from '../layout/neighbour';
import { BackIcon, ForwardIcon } from './icons';
import { Tile } from './tile';

const kArrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

interface Props {
  readonly staged: string | null;
  readonly onStage: (key: string | null) => void;
}

// All pictures of the room: a grid, or one large and the others beside it.
export function StageView({ staged, onStage }: Props) {
  const { session } = useApp();
  const text = useText();
  const region = useRef<HTMLDivElement>(null);
  const area = useSize(region);
  const [page, setPage] = useState(0);
  const firstPage = pageSize(staged !== null, area);
  const seats = useSeats(session, firstPage);
  const keys = useMemo(() => seats.map((seat) => seat.key), [seats]);
  const arrangement = useMemo(() => arrange(keys, staged, area, page), [keys, staged, area, page]);
  const [focused, setFocused] = useState<string | null>(null);
  useAutoStage(seats, staged, onStage);

  const turn = useCallback((by: number) => setPage(arrangement.page + by), [arrangement.page]);
  const toggleStage = useCallback(
    (key: string) => onStage(key === staged ? null : key),
    [onStage, staged],
  );
  useStageKeys({ region, placed: arrangement.placed, focused, toggleStage, turn });

  const placed = new Map(arrangement.placed.map((one) => [one.key, one]));
  const reachable = focused && placed.has(focused) ? focused : arrangement.placed[0]?.key;
  return (
    <div className="stage-frame">
      <div className="stage" ref={region} role="group" aria-label={text.get('stage_label')}>
        {seats.map((seat) => {
          const at = placed.get(seat.key);
          return at ? (
            <Tile
              key={seat.key}
              seat={seat}
              place={at.place}
              staged={at.staged}
              reachable={seat.key === reachable}
              onStage={toggleStage}
              onFocus={setFocused}
            />
          ) : null;
        })}
      </div>
      {arrangement.pages > 1 && (
        <Pager page={arrangement.page} pages={arrangement.pages} onTurn={turn} />
      )}
    </div>
  );
}

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly onTurn: (by: number) => void;
}

function Pager({ page, pages, onTurn }: PagerProps) {
  const text = useText();
  return (
    <nav className="pager">
      <button
        className="icon-button"
        aria-label={text.get('page_previous')}
        disabled={page === 0}
        onClick={() => onTurn(-1)}
      >
        <BackIcon />
      </button>
      <span className="pager-text" aria-live="polite">
        {text.get('page_of', { page: page + 1, pages })}
      </span>
      <button
        className="icon-button"
        aria-label={text.get('page_next')}
        disabled={page === pages - 1}
        onClick={() => onTurn(1)}
      >
        <ForwardIcon />
      </button>
    </nav>
  );
}

// Seats change when someone comes, goes, shares a screen, or speaks from beyond the first page:
// not when a person merely changes.
function useSeats(session: Session, firstPage: number): readonly Seat[] {
  const ids = useStore(session.roster.ids);
  const [seating] = useState(() => new Seating());
  const [seats, setSeats] = useState<readonly Seat[]>([]);
  useEffect(() => {
    const sitters = () => session.roster.all().map(sitterOf);
    const renew = () => setSeats((old) => keepIfSame(old, seating.seats(sitters())));
    const look = () => {
      const speaking = session.roster.all().filter((person) => person.speaking);
      const ourselves = session.roster.all().filter((person) => person.local);
      seating.heardNow(idsOf(speaking), firstPage, new Set(idsOf(ourselves)));
      renew();
    };
    // Once for all who changed together.
    let due = false;
    let over = false;
    const lookSoon = () => {
      if (due) return;
      due = true;
      queueMicrotask(() => {
        due = false;
        if (!over) look();
      });
    };
    renew();
    const stops = ids.map((id) => session.roster.person(id).subscribe(lookSoon));
    return () => {
      over = true;
      for (const stop of stops) stop();
    };
  }, [session, ids, seating, firstPage]);
  return seats;
}

const idsOf = (people: readonly Person[]): string[] => people.map((person) => person.id);

const sitterOf = ({ id, local, screen }: Person) => ({ id, local, hasScreen: screen !== null });

function keepIfSame(old: readonly Seat[], next: readonly Seat[]): readonly Seat[] {
  const same = old.length === next.length && old.every((seat, i) => seat.key === next[i]?.key);
  return same ? old : next;
}

// A screen that somebody begins to share comes on the stage by itself, and goes from it at its end.
function useAutoStage(seats: readonly Seat[], staged: string | null, onStage: Props['onStage']) {
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const keys = new Set(seats.map((seat) => seat.key));
    const screen = seats.find((seat) => seat.kind === 'screen' && !known.current.has(seat.key));
    known.current = keys;
    if (screen) onStage(screen.key);
    else if (staged !== null && !keys.has(staged)) onStage(null);
  }, [seats, staged, onStage]);
}

interface StageKeys {
  readonly region: React.RefObject<HTMLDivElement | null>;
  readonly placed: ReturnType<typeof arrange>['placed'];
  readonly focused: string | null;
  readonly toggleStage: (key: string) => void;
  readonly turn: (by: number) => void;
}

function useStageKeys({ region, placed, focused, toggleStage, turn }: StageKeys): void {
  useEffect(() => {
    const move = (direction: Direction) => {
      const at = placed.findIndex((one) => one.key === focused);
      const places = placed.map((one) => one.place);
      const next = at < 0 ? 0 : neighbour(places, at, direction);
      const key = next === null ? undefined : placed[next]?.key;
      if (key) focusSeat(region.current, key);
    };
    const onKey = (event: KeyboardEvent) => {
      if (!isForThePage(event)) return;
      const direction = kArrows[event.key];
      if (direction) move(direction);
      else if (event.key === 'f' || event.key === 'F') stageFocused(placed, focused, toggleStage);
      else if (event.key === 'PageDown') turn(1);
      else if (event.key === 'PageUp') turn(-1);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [region, placed, focused, toggleStage, turn]);
}

function stageFocused(
  placed: StageKeys['placed'],
  focused: string | null,
  toggleStage: (key: string) => void,
): void {
  const key = placed.find((one) => one.key === focused)?.key ?? placed[0]?.key;
  if (key) toggleStage(key);
}

function focusSeat(region: HTMLElement | null, key: string): void {
  const seat = region?.querySelector<HTMLElement>(`[data-seat="${CSS.escape(key)}"]`);
  seat?.focus();
}

// Keys typed into a field, or meant for the browser, are not ours.
export function isForThePage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const target = event.target;
  return !(target instanceof HTMLElement && target.closest('input, select, textarea, dialog'));
}

export const cameraSeat = (id: string): string => seatKey(id, 'camera');
