import type { Phase, WallTile } from './views';

// How a room stands for who minds the lines, worst first.
export const lineStates = [
  'lost',
  'no_sound',
  'incident',
  'away',
  'unchecked',
  'talkback',
  'muted',
  'good',
] as const;
export type LineState = (typeof lineStates)[number];

export function lineStateOf(tile: WallTile, phase: Phase): LineState {
  if (tile.line_lost) return 'lost';
  if (tile.checked_in && !tile.sound) return 'no_sound';
  if (tile.incidents > 0) return 'incident';
  if (!tile.checked_in) return 'away';
  if (!tile.ready && phase === 'convened') return 'unchecked';
  if (tile.talkback) return 'talkback';
  return tile.muted ? 'muted' : 'good';
}

export interface Line {
  readonly tile: WallTile;
  readonly state: LineState;
}

export function linesOf(wall: readonly WallTile[], phase: Phase, locale: string): Line[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const rank = (line: Line) => lineStates.indexOf(line.state);
  return wall
    .map((tile) => ({ tile, state: lineStateOf(tile, phase) }))
    .sort((a, b) => rank(a) - rank(b) || collator.compare(a.tile.name, b.tile.name));
}

// What calls for somebody now.
const kTrouble: ReadonlySet<LineState> = new Set(['lost', 'no_sound', 'incident']);
export const isLineTrouble = (state: LineState): boolean => kTrouble.has(state);
