// The outside world of the session for tests: hands of a clock, a room, devices.
import type { Clock } from './clock';
import type { DeviceKind, LocalMedia, MediaOpener, MediaSettings } from './media';
import type { Person } from './person';
import type { Receiving } from './receiving';
import type { Grant, LocalSource, RoomFactory, RoomLink, RoomLinkEvents } from './room_link';

export class FakeClock implements Clock {
  private time = 1_000_000;
  private timers: { at: number; action: () => void }[] = [];

  now = (): number => this.time;

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.time + ms, action };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  get pending(): number {
    return this.timers.length;
  }

  // Runs what falls due, in order, and lets promises settle between.
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((one) => one !== due);
      this.time = due.at;
      due.action();
      await settle();
    }
    this.time = end;
    await settle();
  }
}

// Long enough for every promise that is already resolved.
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

export function person(id: string, change: Partial<Person> = {}): Person {
  return {
    id,
    name: id.toUpperCase(),
    local: false,
    joinedAt: 0,
    speaking: false,
    quality: 'good',
    microphone: 'on',
    camera: null,
    screen: null,
    cameraPaused: false,
    ...change,
  };
}

export class FakeRoom implements RoomLink {
  calls: string[] = [];
  others: Person[] = [];
  connectError: Error | null = null;
  deviceError: Error | null = null;
  connected = false;
  closed = false;
  sending = new Set<LocalSource>();

  constructor(readonly events: RoomLinkEvents) {}

  connect(grant: Grant): Promise<void> {
    this.calls.push(`connect ${grant.token}`);
    if (this.connectError) {
      // As LiveKit's client does.
      this.events.closed('lost');
      return Promise.reject(this.connectError);
    }
    this.connected = true;
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.calls.push('disconnect');
    this.closed = true;
    this.events.closed('asked');
    return Promise.resolve();
  }

  receive({ pictures, sounds }: Receiving): void {
    this.calls.push(`receive ${pictures.join(' ')}${sounds ? ' with sound' : ''}`);
  }

  people(): readonly Person[] {
    return [person('me', { local: true }), ...this.others];
  }

  level(): number {
    return 0.5;
  }

  adopt(media: LocalMedia): Promise<void> {
    this.calls.push(`adopt ${media.kind}`);
    return this.send(media.kind, true);
  }

  setLocal(source: LocalSource, on: boolean, settings: MediaSettings): Promise<void> {
    this.calls.push(`${source} ${on ? 'on' : 'off'}${settings.plainSound ? ' plain' : ''}`);
    return this.send(source, on);
  }

  sends(source: LocalSource): boolean {
    return this.sending.has(source);
  }

  private send(source: LocalSource, on: boolean): Promise<void> {
    if (this.deviceError) return Promise.reject(this.deviceError);
    if (on) this.sending.add(source);
    else this.sending.delete(source);
    return Promise.resolve();
  }

  changeDevices(): Promise<void> {
    this.calls.push('changeDevices');
    return this.deviceError ? Promise.reject(this.deviceError) : Promise.resolve();
  }

  setSpeaker(id: string): Promise<void> {
    this.calls.push(`speaker ${id}`);
    return Promise.resolve();
  }

  startSound(): Promise<void> {
    this.events.soundBlocked(false);
    return Promise.resolve();
  }
}

export interface FakeRooms {
  readonly rooms: FakeRoom[];
  readonly create: RoomFactory;
  // Prepares the rooms to come.
  prepare: (room: FakeRoom) => void;
}

export function fakeRooms(): FakeRooms {
  const made: FakeRooms = {
    rooms: [],
    prepare: () => undefined,
    create: (events) => {
      const room = new FakeRoom(events);
      made.prepare(room);
      made.rooms.push(room);
      return room;
    },
  };
  return made;
}

export class FakeMedia implements LocalMedia {
  readonly deviceId = null;
  readonly picture = null;
  stopped = false;
  private ended: () => void = () => undefined;

  constructor(readonly kind: DeviceKind) {}

  level = (): number => 0;
  onEnded(action: () => void): void {
    this.ended = action;
  }
  end(): void {
    this.ended();
  }
  stop(): void {
    this.stopped = true;
  }
}

export class FakeOpener implements MediaOpener {
  opened: FakeMedia[] = [];
  errors: Partial<Record<DeviceKind, Error>> = {};
  // Set to hold openings back until `release` is called.
  gate: Promise<void> | null = null;

  async open(kind: DeviceKind): Promise<LocalMedia> {
    await this.gate;
    const error = this.errors[kind];
    if (error) throw error;
    const media = new FakeMedia(kind);
    this.opened.push(media);
    return media;
  }

  async openBoth(): Promise<LocalMedia[]> {
    const error = this.errors.microphone ?? this.errors.camera;
    if (error) throw error;
    return [await this.open('microphone'), await this.open('camera')];
  }

  list = () =>
    Promise.resolve({ cameras: [{ id: 'c1', label: 'One' }], microphones: [], speakers: [] });

  onDevicesChanged = () => () => undefined;
}

export function namedError(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}
