import type { LocalMedia, DeviceProblem, MediaSettings } from './media';
import type { Person } from './person';
import type { Receiving } from './receiving';

// What the server gives to who may come in.
export interface Grant {
  readonly url: string;
  readonly token: string;
  readonly identity: string;
  readonly room: string;
}

export type CloseReason =
  | 'asked' // we left
  | 'removed' // someone with the right to do so sent us out
  | 'room_closed'
  | 'elsewhere' // the same identity came in from another place
  | 'lost'; // the line; worth coming back

export type ConnectProblem =
  | 'unreachable' // no answer at all
  | 'not_allowed' // the token was not taken
  | 'media_blocked' // signalling works, but neither sound nor picture comes through
  | 'unsupported'; // a browser without WebRTC

export class ConnectError extends Error {
  constructor(
    readonly problem: ConnectProblem,
    message: string,
  ) {
    super(message);
  }
}

export type LocalSource = 'microphone' | 'camera' | 'screen';

// What a room tells the session. All of it may come at any time after connect() was called.
export interface RoomLinkEvents {
  peopleChanged(): void;
  interrupted(): void;
  resumed(): void;
  closed(reason: CloseReason): void;
  soundBlocked(blocked: boolean): void;
  // A device that was on air is no longer: unplugged, or ended by the browser's own button.
  localEnded(source: LocalSource, problem: DeviceProblem | null): void;
}

// A room on the line. The only implementation for browsers is livekit_room.ts.
export interface RoomLink {
  // Resolves when picture and sound can flow; rejects with ConnectError.
  connect(grant: Grant): Promise<void>;
  disconnect(): Promise<void>;
  // Called before connect() for a room of which only a part is taken; else all of it is.
  receive(wishes: Receiving): void;
  people(): readonly Person[];
  // How loud a person is now, 0 to 1. Called once a frame: cheap.
  level(id: string): number;
  // Sends what the lobby has opened; takes it over.
  adopt(media: LocalMedia): Promise<void>;
  setLocal(source: LocalSource, on: boolean, settings: MediaSettings): Promise<void>;
  // Whether the others are offered a track of this source, muted or not.
  sends(source: LocalSource): boolean;
  // For devices in use; nothing happens to those that are off.
  changeDevices(settings: MediaSettings): Promise<void>;
  setSpeaker(deviceId: string): Promise<void>;
  // After a click: browsers play no sound before one.
  startSound(): Promise<void>;
}

export type RoomFactory = (events: RoomLinkEvents) => RoomLink;
