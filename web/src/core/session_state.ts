import type { DeviceProblem } from './media';

// The way of one person through one room:
//
//   outside ─join→ joining ─→ inside ⇄ interrupted ─→ left
//                     └─→ refused ─join→ …              └─join→ …
export type Phase =
  | { readonly name: 'outside' }
  | { readonly name: 'joining'; readonly step: 'asking' | 'connecting' }
  | { readonly name: 'refused'; readonly problem: JoinProblem }
  | { readonly name: 'inside' }
  // The line is lost and being looked for again; everything seen so far stays.
  | { readonly name: 'interrupted'; readonly since: number; readonly attempts: number }
  | { readonly name: 'left'; readonly why: LeftWhy };

export type LeftWhy = 'asked' | 'removed' | 'room_closed' | 'elsewhere' | 'refused';

export type JoinProblem =
  | { readonly kind: 'unreachable' | 'not_allowed' | 'media_blocked' | 'unsupported' | 'unknown' }
  // The server's own sentence.
  | { readonly kind: 'said'; readonly vi: string; readonly en: string };

// One of our own devices inside the room.
export interface LocalDevice {
  readonly on: boolean;
  readonly busy: boolean; // on its way to `on`, or off
  readonly problem: DeviceProblem | null;
}

export interface SessionState {
  readonly phase: Phase;
  readonly room: string;
  readonly name: string;
  readonly joinedAt: number;
  readonly soundBlocked: boolean;
  readonly microphone: LocalDevice;
  readonly camera: LocalDevice;
  readonly screen: LocalDevice;
}

export const deviceOff: LocalDevice = { on: false, busy: false, problem: null };

export const initialState: SessionState = {
  phase: { name: 'outside' },
  room: '',
  name: '',
  joinedAt: 0,
  soundBlocked: false,
  microphone: deviceOff,
  camera: deviceOff,
  screen: deviceOff,
};

export const isInRoom = (phase: Phase): boolean =>
  phase.name === 'inside' || phase.name === 'interrupted';
