// The office's own API (docs/api/office.md): who asks, commands, links, devices, media.
import type { Grant } from '../core/room_link';
import {
  ask,
  askForFile,
  list,
  members,
  number,
  post,
  postForFile,
  text,
  texts,
  type Fetch,
} from './http';
import { parseFound, parseImport, parsePreview, type Found } from './imports';
import type { ImportLine, ImportPreview } from './imports';
import { parseGrant } from './page_api';

export const deviceRoles = ['sound', 'display', 'strip', 'phone'] as const;
export type DeviceRole = (typeof deviceRoles)[number];

// A place of this browser in a room of a conference.
export interface RoomPlace {
  readonly conference: number;
  readonly site: number;
  readonly device: number;
  readonly role: DeviceRole;
  // Whose phone it is, if it was bound to one of the roll.
  readonly delegate: number;
}

// What the server tells who tries its demo.
export interface DemoHint {
  readonly conference: number;
  readonly phoneSite: number;
  // Pulls the plug; empty: not from this machine.
  readonly killCommand: string;
  // Addresses that sign in as who leads a province or a commune; empty: not for this caller.
  readonly enterProvince: string;
  readonly enterCommune: string;
}

export interface Me {
  readonly account: number; // 0: nobody is signed in
  readonly person: number;
  readonly name: string;
  readonly administrator: boolean;
  // Where the person holds a post, the highest first.
  readonly units: readonly number[];
  // What the account is for, over any branch: "import", "accounts", …
  readonly may: readonly string[];
  readonly rooms: readonly RoomPlace[];
  // The one-time link of the first administrator is still unused.
  readonly firstAdministrator: boolean;
  readonly demo: DemoHint | null;
}

// What an invitation's address leads to.
export interface LinkTarget {
  readonly conference: number;
  readonly site: number;
  readonly title: string;
  readonly siteName: string;
  readonly begins: number;
  readonly roles: readonly DeviceRole[];
  readonly expired: boolean;
  readonly phase: string;
}

export interface LinkWish {
  readonly conference: number;
  readonly site: number;
  readonly roles: readonly DeviceRole[];
  readonly hours: number;
  readonly max_devices: number;
}

// The secret is told this once.
export interface IssuedLink {
  readonly secret: string;
  readonly url: string;
  readonly link: number;
}

export type FoundPerson = Found;

export interface Reading {
  readonly by: string;
  readonly purpose: string; // "see_personal"
  readonly what: string; // the view: "unit/12"
  readonly at: number;
}

export class OfficeApi {
  constructor(private readonly fetch: Fetch) {}

  async me(): Promise<Me> {
    return parseMe(await ask(this.fetch, '/api/me'));
  }

  async login(login: string, password: string): Promise<Me> {
    return parseMe(await this.post('/api/login', { login, password }));
  }

  // Every other session of the account ends.
  async changePassword(old: string, password: string): Promise<Me> {
    const wish = { old_password: old, new_password: password };
    return parseMe(await this.post('/api/password', wish));
  }

  // Who has read what is kept of oneself, the newest first.
  async readings(): Promise<readonly Reading[]> {
    const answer = members(await ask(this.fetch, '/api/access_log'));
    return list(answer.accesses).map(parseReading);
  }

  async logout(): Promise<void> {
    await this.post('/api/logout', {});
  }

  async firstAdministrator(secret: string, login: string, password: string): Promise<Me> {
    return parseMe(await this.post('/api/first_administrator', { secret, login, password }));
  }

  // Resolves when it is on the disk: with the event's number.
  async command(stream: string, command: string, body: object): Promise<number> {
    return (await this.order(stream, command, body)).seq;
  }

  // The same, with the stream that it went to: "conference/new" gets its own.
  async order(
    stream: string,
    command: string,
    body: object,
  ): Promise<{ seq: number; stream: string }> {
    const done = members(await this.post('/api/commands', { stream, command, body }));
    return { seq: number(done.seq), stream: text(done.stream) };
  }

  async issueLink(wish: LinkWish): Promise<IssuedLink> {
    const { secret, url, link } = members(await this.post('/api/links', wish));
    return { secret: text(secret), url: text(url), link: number(link) };
  }

  async link(secret: string): Promise<LinkTarget> {
    return parseLink(await ask(this.fetch, `/api/links/${encodeURIComponent(secret)}`));
  }

  async joinAs(secret: string, role: DeviceRole): Promise<RoomPlace> {
    return parsePlace(await this.post('/api/devices', { secret, role }));
  }

  async media(conference: number): Promise<Grant> {
    return parseGrant(await this.post('/api/media', { conference }));
  }

  // What a room shows now, for the news.
  async takeStill(
    conference: number,
    site: number,
    still: Blob,
  ): Promise<{ picture: number; file: string }> {
    const path = `/api/stills?conference=${conference}&site=${site}`;
    const headers = { 'Content-Type': still.type };
    const done = members(await ask(this.fetch, path, { method: 'POST', headers, body: still }));
    return { picture: number(done.picture), file: text(done.file) };
  }

  // The A4 sheet for a room's operator, with its link on it.
  guide(conference: number, site: number, secret: string, language: string): Promise<Blob> {
    const path = `/api/conferences/${conference}/sites/${site}/guide.pdf?language=${language}`;
    return postForFile(this.fetch, path, { secret });
  }

  // Whether the document can be had; else why not.
  async isThere(path: string): Promise<void> {
    await askForFile(this.fetch, path);
  }

  // By a one-time link of an account: name and password are chosen.
  async claimAccount(secret: string, login: string, password: string): Promise<Me> {
    return parseMe(await this.post('/api/accounts/claim', { secret, login, password }));
  }

  // Whose link it is.
  async accountOfLink(secret: string): Promise<{ name: string; expired: boolean }> {
    const path = `/api/accounts/links/${encodeURIComponent(secret)}`;
    const { name, expired } = members(await ask(this.fetch, path));
    return { name: text(name), expired: expired === true };
  }

  async accountLink(account: number): Promise<{ url: string; expires: number }> {
    const { url, expires } = members(await this.post(`/api/accounts/${account}/link`, {}));
    return { url: text(url), expires: number(expires) };
  }

  // People and units, without regard to diacritics.
  async search(words: string): Promise<readonly Found[]> {
    const answer = members(await ask(this.fetch, `/api/search?q=${encodeURIComponent(words)}`));
    return list(answer.found).map(parseFound);
  }

  // What a file would do, before it does anything. The bytes go as they are.
  async previewImport(what: 'units' | 'people', file: Blob): Promise<ImportPreview> {
    const path = `/api/organisation/preview?what=${what}`;
    const headers = { 'Content-Type': 'text/csv' };
    return parsePreview(await ask(this.fetch, path, { method: 'POST', headers, body: file }));
  }

  async imports(): Promise<readonly ImportLine[]> {
    const answer = members(await ask(this.fetch, '/api/organisation/imports'));
    return list(answer.imports).map(parseImport);
  }

  private post(path: string, body: object): Promise<unknown> {
    return post(this.fetch, path, body);
  }
}

const isRole = (value: unknown): value is DeviceRole => deviceRoles.some((role) => role === value);

export function parseMe(value: unknown): Me {
  const me = members(value);
  return {
    account: number(me.account),
    person: number(me.person),
    name: text(me.name),
    administrator: me.administrator === true,
    units: list(me.units)
      .map(number)
      .filter((unit) => unit > 0),
    may: texts(me.may),
    rooms: list(me.rooms).map(parsePlace),
    firstAdministrator: me.first_administrator === true,
    demo: parseDemo(me.demo),
  };
}

function parseReading(value: unknown): Reading {
  const one = members(value);
  return {
    by: text(one.by),
    purpose: text(one.purpose),
    what: text(one.what),
    at: number(one.at),
  };
}

function parseDemo(value: unknown): DemoHint | null {
  const demo = members(value);
  if (number(demo.conference) === 0) return null;
  return {
    conference: number(demo.conference),
    phoneSite: number(demo.phone_site),
    killCommand: text(demo.kill_command),
    enterProvince: text(members(demo.enter).province),
    enterCommune: text(members(demo.enter).commune),
  };
}

export function parsePlace(value: unknown): RoomPlace {
  const place = members(value);
  return {
    conference: number(place.conference),
    site: number(place.site),
    device: number(place.device),
    role: isRole(place.role) ? place.role : 'strip',
    delegate: number(place.delegate),
  };
}

export function parseLink(value: unknown): LinkTarget {
  const link = members(value);
  return {
    conference: number(link.conference),
    site: number(link.site),
    title: text(link.title),
    siteName: text(link.site_name),
    begins: number(link.begins),
    roles: texts(link.roles).filter(isRole),
    expired: link.expired === true,
    phase: text(link.phase),
  };
}
