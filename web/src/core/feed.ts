import {
  existsIn,
  immutableJSONPatch,
  parseJSONPointer,
  type JSONPatchOperation,
} from 'immutable-json-patch';
import { members, number, parseError } from '../protocol/http';
import type { Clock } from './clock';
import { Store, type Readable } from './store';

// Why a view may not be seen, in the server's words.
export interface FeedRefusal {
  readonly code: string;
  readonly messages: { readonly vi: string; readonly en: string } | null;
}

// One picture of the server's, as far as this page has it.
export type Shown<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'shown'; readonly seq: number; readonly state: T }
  | { readonly status: 'refused'; readonly refusal: FeedRefusal };

export type FeedLine =
  | { readonly status: 'idle' | 'up' }
  // Since when nothing comes any more; what was shown last stays.
  | { readonly status: 'down'; readonly since: number };

export interface FeedSocket {
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface FeedSocketEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  closed(): void;
}

export type FeedSockets = (events: FeedSocketEvents) => FeedSocket;

export interface FeedParts {
  readonly sockets: FeedSockets;
  readonly clock: Clock;
  readonly random: () => number; // 0 to 1, to spread those who come back together
}

interface View {
  readonly store: Store<Shown<unknown>>;
  watchers: number;
}

const kFirstRetryMs = 250;
const kMaxRetryMs = 4000;
const kSilentMs = 25_000; // the server says the time every 10 s
const kClockSamples = 6;

// What the server shows, live: one socket for all views of the page, looked for again for as long
// as it takes. A view is asked for while somebody watches it, and comes back from where it was.
export class Feed {
  readonly line = new Store<FeedLine>({ status: 'idle' });
  private readonly views = new Map<string, View>();
  private readonly offsets: number[] = [];
  private socket: FeedSocket | null = null;
  private open = false;
  private attempts = 0;
  private cancelRetry: (() => void) | null = null;
  private cancelSilence: (() => void) | null = null;

  constructor(private readonly parts: FeedParts) {}

  // The same object for the same view, so that it can be subscribed to.
  view<T>(name: string): Readable<Shown<T>> {
    return this.viewOf(name).store as Store<Shown<T>>;
  }

  // Until the result is called. The first watcher asks for the view, the last one lets it go.
  watch(name: string): () => void {
    const view = this.viewOf(name);
    if (view.watchers++ === 0) {
      if (this.open) this.ask(name);
      else this.connect();
    }
    let over = false;
    return () => {
      if (over) return;
      over = true;
      if (--view.watchers === 0) this.letGo(name);
    };
  }

  // The server's clock, as well as the line lets us know it.
  serverNow(): number {
    return this.parts.clock.now() + (this.offsets.length > 0 ? Math.max(...this.offsets) : 0);
  }

  // After somebody signed in or out, what was refused may be seen, and the other way round.
  renew(): void {
    for (const view of this.views.values()) view.store.set({ status: 'loading' });
    this.socket?.close();
    this.attempts = 0;
    this.lost(this.socket);
  }

  private viewOf(name: string): View {
    let view = this.views.get(name);
    if (!view) {
      view = { store: new Store<Shown<unknown>>({ status: 'loading' }), watchers: 0 };
      this.views.set(name, view);
    }
    return view;
  }

  private letGo(name: string): void {
    if (this.open) this.send({ hide: name });
    // Nothing keeps it true any more; a store that somebody still holds says so.
    this.viewOf(name).store.set({ status: 'loading' });
  }

  private get watched(): string[] {
    return [...this.views].filter(([, view]) => view.watchers > 0).map(([name]) => name);
  }

  private connect(): void {
    if (this.socket !== null) return;
    this.cancelRetry?.();
    this.cancelRetry = null;
    const socket: FeedSocket = this.parts.sockets({
      opened: () => this.ours(socket, () => this.opened()),
      message: (bytes) => this.ours(socket, () => this.received(bytes)),
      closed: () => this.lost(socket),
    });
    this.socket = socket;
    this.listenForSilence();
  }

  private ours(socket: FeedSocket, action: () => void): void {
    if (socket === this.socket) action();
  }

  private opened(): void {
    this.open = true;
    for (const name of this.watched) this.ask(name);
  }

  // `after: 0` asks for the whole.
  private ask(name: string): void {
    const shown = this.viewOf(name).store.get();
    this.send({ show: name, after: shown.status === 'shown' ? shown.seq : 0 });
  }

  private send(message: object): void {
    this.socket?.send(new TextEncoder().encode(JSON.stringify(message)));
  }

  private received(bytes: Uint8Array): void {
    this.attempts = 0;
    this.line.set(kUp);
    this.listenForSilence();
    const message = members(parse(bytes));
    if (typeof message.now === 'number') this.tellTime(message.now);
    if (typeof message.view === 'string') this.show(message.view, message);
  }

  private tellTime(now: number): void {
    // A message on its way for long says too little: the largest of the last ones is nearest.
    this.offsets.push(now - this.parts.clock.now());
    if (this.offsets.length > kClockSamples) this.offsets.shift();
  }

  private show(name: string, message: ReturnType<typeof members>): void {
    const view = this.views.get(name);
    if (!view || view.watchers === 0) return;
    const next = nextPicture(view.store.get(), message);
    if (next) return view.store.set(next);
    // A gap: what is shown stays until the whole is here.
    this.send({ show: name, after: 0 });
  }

  private listenForSilence(): void {
    this.cancelSilence?.();
    const socket = this.socket;
    this.cancelSilence = this.parts.clock.after(kSilentMs, () => {
      socket?.close();
      this.lost(socket);
    });
  }

  private lost(socket: FeedSocket | null): void {
    if (socket !== this.socket) return;
    this.socket = null;
    this.open = false;
    this.cancelSilence?.();
    this.cancelSilence = null;
    if (this.line.get().status !== 'down') {
      this.line.set({ status: 'down', since: this.parts.clock.now() });
    }
    this.retryLater();
  }

  private retryLater(): void {
    this.cancelRetry?.();
    const delay = Math.min(kMaxRetryMs, kFirstRetryMs * 2 ** this.attempts++);
    this.cancelRetry = this.parts.clock.after(delay * (0.5 + this.parts.random()), () => {
      if (this.watched.length > 0) this.connect();
    });
  }
}

const kUp: FeedLine = { status: 'up' };

// null: the message does not fit onto the picture that is held.
function nextPicture(
  held: Shown<unknown>,
  message: ReturnType<typeof members>,
): Shown<unknown> | null {
  if (message.refused !== undefined) return { status: 'refused', refusal: refusalOf(message) };
  const seq = number(message.seq);
  if (message.state !== undefined) return { status: 'shown', seq, state: message.state };
  if (held.status !== 'shown' || message.from !== held.seq) return null;
  try {
    const patch = message.patch as JSONPatchOperation[];
    const state = immutableJSONPatch(held.state, patch, { before: requireTarget });
    return { status: 'shown', seq, state };
  } catch {
    return null;
  }
}

// RFC 6902, 4.2 and 4.3: the target must exist; the library lets it pass.
function requireTarget(document: unknown, operation: JSONPatchOperation) {
  const changes = operation.op === 'replace' || operation.op === 'remove';
  if (changes && !existsIn(document, parseJSONPointer(operation.path))) {
    throw new Error(`nothing at ${operation.path}`);
  }
  return { document };
}

function refusalOf(message: ReturnType<typeof members>): FeedRefusal {
  const { code, messages, facts } = parseError(403, message.refused);
  if (!messages) return { code, messages };
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = facts[name];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
    });
  return { code, messages: { vi: filled(messages.vi), en: filled(messages.en) } };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return null;
  }
}
