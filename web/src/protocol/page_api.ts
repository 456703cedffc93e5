// The server's own HTTP interface for this page; everything else is LiveKit's protocol.
import type { Grant } from '../core/room_link';
import { ApiError, ask, members, text, textOrNull, texts, type Fetch } from './http';

export { ApiError, parseError } from './http';

export interface ServerInfo {
  readonly version: string;
  readonly name: string;
  readonly openRooms: boolean;
  readonly demoRoom: string | null;
  // Addresses by which this server is reached over HTTPS.
  readonly addresses: readonly string[];
  // SHA-256 of its own certificate authority; null: the organisation's certificate is in use.
  readonly caFingerprint: string | null;
}

export interface JoinRequest {
  readonly room: string;
  readonly name: string;
  readonly language: 'vi' | 'en';
}

export class PageApi {
  constructor(private readonly fetch: Fetch) {}

  async info(): Promise<ServerInfo> {
    return parseInfo(await this.ask('/api/info'));
  }

  async join({ room, name, language }: JoinRequest): Promise<Grant> {
    const body = JSON.stringify({ name, language });
    const headers = { 'Content-Type': 'application/json' };
    const path = `/api/rooms/${encodeURIComponent(room)}/join`;
    return parseGrant(await this.ask(path, { method: 'POST', headers, body }));
  }

  private ask(path: string, init?: RequestInit): Promise<unknown> {
    return ask(this.fetch, path, init);
  }
}

export function parseInfo(value: unknown): ServerInfo {
  const info = members(value);
  return {
    version: text(info.version),
    name: text(info.name),
    openRooms: info.open_rooms === true,
    demoRoom: textOrNull(info.demo_room),
    addresses: texts(info.addresses),
    caFingerprint: textOrNull(info.ca_fingerprint),
  };
}

export function parseGrant(value: unknown): Grant {
  const { url, token, identity, room } = members(value);
  if (!text(url) || !text(token)) throw new ApiError(502, 'bad_answer', null);
  return { url: text(url), token: text(token), identity: text(identity), room: text(room) };
}
