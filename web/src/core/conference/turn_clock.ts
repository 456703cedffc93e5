import type { TurnClock } from './views';

// How a turn's clock stands at `now`, which is the server's time.
export interface ClockReading {
  readonly spentMs: number;
  readonly allottedMs: number; // 0: no limit
  // Of the allotted time, 0 to 1; 0 without a limit.
  readonly share: number;
  readonly over: boolean;
  // The last minute of five or more, or the last fifth.
  readonly ending: boolean;
  readonly running: boolean;
}

export function read(clock: TurnClock, now: number): ClockReading {
  const running = clock.running_since !== 0;
  // The wall clock may be set back: nobody speaks for less than nothing.
  const since = running ? Math.max(0, now - clock.running_since) : 0;
  const spentMs = clock.spent_ms + since;
  const allottedMs = clock.allotted_s * 1000;
  const left = allottedMs - spentMs;
  return {
    spentMs,
    allottedMs,
    share: allottedMs === 0 ? 0 : Math.min(1, spentMs / allottedMs),
    over: allottedMs > 0 && left < 0,
    ending: allottedMs > 0 && left >= 0 && left <= Math.min(60_000, allottedMs / 5),
    running,
  };
}

// "12:31", "1:02:05"; hours only when there are any.
export function digits(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
