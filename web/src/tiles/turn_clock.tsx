import { digits, read } from '../core/conference/turn_clock';
import type { TurnClock as Clock } from '../core/conference/views';
import { useText } from '../hooks';
import { useServerNow } from '../live';

interface Props {
  readonly clock: Clock;
  readonly bar?: boolean;
  // The time that is left, rather than what was spent.
  readonly countdown?: boolean;
}

// Runs on the screen, by the server's clock.
export function TurnClock({ clock, bar = false, countdown = false }: Props) {
  const text = useText();
  const reading = read(clock, useServerNow());
  const limited = reading.allottedMs > 0;
  const left = reading.allottedMs - reading.spentMs;
  const state = reading.over ? 'over' : reading.ending ? 'ending' : undefined;
  const shown = countdown && limited ? Math.abs(left) : reading.spentMs;
  return (
    <span className="turn-clock tabular" data-state={state} role="timer" aria-live="off">
      <span className="turn-clock-now">
        {countdown && reading.over ? '+' : ''}
        {digits(shown)}
      </span>
      {limited && !countdown && (
        <span className="turn-clock-of">
          {text.get('clock_of', { time: digits(reading.allottedMs) })}
        </span>
      )}
      {bar && limited && (
        <span className="turn-clock-bar" aria-hidden="true">
          <i style={{ transform: `scaleX(${reading.share})` }} />
        </span>
      )}
      {state && <span className="turn-clock-word">{text.get(`clock_${state}`)}</span>}
      {!reading.running && <span className="turn-clock-word">{text.get('clock_stopped')}</span>}
    </span>
  );
}
