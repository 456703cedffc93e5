// Asking the server: JSON both ways, and its refusals as sentences for people.

export type Facts = Readonly<Record<string, unknown>>;

// The server's answer when it does not do what was asked: sentences for people, in both languages.
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly messages: { readonly vi: string; readonly en: string } | null,
    // What the sentences are made of.
    readonly facts: Facts = {},
  ) {
    super(messages?.en ?? `${code} (${status})`);
  }

  // Asking again later may well succeed: no answer, too busy, or starting.
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export async function ask(fetch: Fetch, path: string, init?: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, { cache: 'no-store', ...init });
  } catch {
    throw new ApiError(0, 'unreachable', null);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw parseError(response.status, body);
  return body;
}

// For an answer that is a file; what is refused is JSON as everywhere.
export function postForFile(fetch: Fetch, path: string, body: unknown): Promise<Blob> {
  const headers = { 'Content-Type': 'application/json' };
  return askForFile(fetch, path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export async function askForFile(fetch: Fetch, path: string, init?: RequestInit): Promise<Blob> {
  const response = await fetch(path, init).catch(() => null);
  if (!response) throw new ApiError(0, 'unreachable', null);
  if (!response.ok) throw parseError(response.status, await response.json().catch(() => null));
  return response.blob();
}

export function post(fetch: Fetch, path: string, body: unknown): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  return ask(fetch, path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export function parseError(status: number, value: unknown): ApiError {
  const { code, message_vi, message_en, facts } = members(value);
  const vi = text(message_vi);
  const en = text(message_en);
  const sentences = vi && en ? { vi, en } : null;
  return new ApiError(status, text(code) || 'error', sentences, members(facts));
}

type Members = Readonly<Record<string, unknown>>;

export const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {};

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const textOrNull = (value: unknown): string | null => text(value) || null;

export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const texts = (value: unknown): string[] =>
  list(value).filter((item) => typeof item === 'string');
