// The office for tests: sockets of the feed.
import type { FeedSocket, FeedSocketEvents, FeedSockets } from './feed';

export class FakeFeedSocket implements FeedSocket {
  sent: unknown[] = [];
  closed = false;

  constructor(private readonly events: FeedSocketEvents) {}

  send(bytes: Uint8Array): void {
    this.sent.push(JSON.parse(new TextDecoder().decode(bytes)));
  }
  close(): void {
    this.closed = true;
  }
  open(): void {
    this.events.opened();
  }
  drop(): void {
    this.events.closed();
  }
  say(message: unknown): void {
    this.sayBytes(new TextEncoder().encode(JSON.stringify(message)));
  }
  sayBytes(bytes: Uint8Array): void {
    this.events.message(bytes);
  }
}

export class FakeFeed {
  readonly sockets: FakeFeedSocket[] = [];

  readonly create: FeedSockets = (events) => {
    const socket = new FakeFeedSocket(events);
    this.sockets.push(socket);
    return socket;
  };

  get last(): FakeFeedSocket {
    const socket = this.sockets[this.sockets.length - 1];
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }
}
