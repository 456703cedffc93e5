import { Store } from './store';
import { isRoomName } from './route';

export type Language = 'vi' | 'en';

export interface RecentRoom {
  readonly room: string;
  readonly at: number;
}

export interface Preferences {
  readonly language: Language | null; // null: as the browser says
  readonly name: string;
  readonly cameraId: string | null;
  readonly microphoneId: string | null;
  readonly speakerId: string | null;
  readonly cameraOn: boolean;
  readonly microphoneOn: boolean;
  readonly plainSound: boolean;
  readonly recent: readonly RecentRoom[];
}

// A room that this tab is in, and what was switched on there.
export interface Inside {
  readonly room: string;
  readonly microphone: boolean;
  readonly camera: boolean;
}

export const defaults: Preferences = {
  language: null,
  name: '',
  cameraId: null,
  microphoneId: null,
  speakerId: null,
  cameraOn: true,
  microphoneOn: true,
  plainSound: false,
  recent: [],
};

const kKey = 'diemcau.preferences';
const kInsideKey = 'diemcau.inside';
const kRemembered = 'diemcau.remembered.';
const kStarted = 'diemcau.started.';
const kMaxRecent = 5;

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

// What the page remembers, in this browser only. A browser that stores nothing is no error.
export class PreferenceStore extends Store<Preferences> {
  constructor(
    private readonly lasting: Storage | null,
    private readonly ofThisTab: Storage | null,
  ) {
    super(read(lasting));
  }

  change(change: Partial<Preferences>): void {
    this.set({ ...this.get(), ...change });
    attempt(() => this.lasting?.setItem(kKey, JSON.stringify(this.get())));
  }

  visited(room: string, at: number): void {
    const others = this.get().recent.filter((recent) => recent.room !== room);
    this.change({ recent: [{ room, at }, ...others].slice(0, kMaxRecent) });
  }

  forget(room: string): void {
    this.change({ recent: this.get().recent.filter((recent) => recent.room !== room) });
  }

  // A number under a name, for this tab; 0: nothing is remembered.
  remembered(name: string): number {
    return Number(attempt(() => this.ofThisTab?.getItem(kRemembered + name)) ?? 0) || 0;
  }

  remember(name: string, value: number): void {
    attempt(() => this.ofThisTab?.setItem(kRemembered + name, String(value)));
  }

  // A screen that once was started by hand starts by itself from then on.
  isStarted(screen: string): boolean {
    return attempt(() => this.lasting?.getItem(kStarted + screen)) === '1';
  }

  started(screen: string): void {
    attempt(() => this.lasting?.setItem(kStarted + screen, '1'));
  }

  // What this tab was in the middle of: after a reload it goes straight back.
  get inside(): Inside | null {
    return readInside(attempt(() => this.ofThisTab?.getItem(kInsideKey)) ?? null);
  }

  set inside(inside: Inside | null) {
    attempt(() =>
      inside === null
        ? this.ofThisTab?.removeItem(kInsideKey)
        : this.ofThisTab?.setItem(kInsideKey, JSON.stringify(inside)),
    );
  }
}

function readInside(stored: string | null): Inside | null {
  const value = attempt(() => JSON.parse(stored ?? 'null') as Partial<Inside> | null);
  if (!value || typeof value.room !== 'string' || !isRoomName(value.room)) return null;
  return {
    room: value.room,
    microphone: value.microphone === true,
    camera: value.camera === true,
  };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function read(storage: Storage | null): Preferences {
  const stored = attempt(() => JSON.parse(storage?.getItem(kKey) ?? '{}') as unknown);
  return sanitize(stored);
}

// Takes only what has the right shape: the storage may hold anything.
export function sanitize(value: unknown): Preferences {
  const from = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const text = (key: string) => (typeof from[key] === 'string' && from[key] ? from[key] : null);
  const flag = (key: 'cameraOn' | 'microphoneOn' | 'plainSound') =>
    typeof from[key] === 'boolean' ? from[key] : defaults[key];
  return {
    language: from.language === 'vi' || from.language === 'en' ? from.language : null,
    name: text('name') ?? '',
    cameraId: text('cameraId'),
    microphoneId: text('microphoneId'),
    speakerId: text('speakerId'),
    cameraOn: flag('cameraOn'),
    microphoneOn: flag('microphoneOn'),
    plainSound: flag('plainSound'),
    recent: recentRooms(from.recent),
  };
}

function recentRooms(value: unknown): RecentRoom[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecentRoom).slice(0, kMaxRecent);
}

function isRecentRoom(value: unknown): value is RecentRoom {
  if (typeof value !== 'object' || value === null) return false;
  const { room, at } = value as Partial<RecentRoom>;
  return typeof room === 'string' && isRoomName(room) && typeof at === 'number';
}

// The first of the browser's languages that we have; Vietnamese if there is none.
export function languageOf(preferences: Preferences, browser: readonly string[]): Language {
  if (preferences.language) return preferences.language;
  for (const tag of browser) {
    if (/^vi\b/i.test(tag)) return 'vi';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'vi';
}
