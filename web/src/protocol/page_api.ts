// The server's own HTTP interface for this page; everything else is LiveKit's protocol.
import type { Grant } from '../core/room_link';

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

// The server's answer when it does not do what was asked: sentences for people, in both languages.
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly messages: { readonly vi: string; readonly en: string } | null,
  ) {
    super(messages?.en ?? `${code} (${status})`);
  }

  // Asking again later may well succeed: no answer, too busy, or starting.
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

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

  private async ask(path: string, init?: RequestInit): Promise<unknown> {
    let response: Response;
    try {
      response = await this.fetch(path, { cache: 'no-store', ...init });
    } catch {
      throw new ApiError(0, 'unreachable', null);
    }
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw parseError(response.status, body);
    return body;
  }
}

type Members = Readonly<Record<string, unknown>>;

const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const textOrNull = (value: unknown): string | null => text(value) || null;

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
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

export function parseError(status: number, value: unknown): ApiError {
  const { code, message_vi, message_en } = members(value);
  const vi = text(message_vi);
  const en = text(message_en);
  return new ApiError(status, text(code) || 'error', vi && en ? { vi, en } : null);
}
