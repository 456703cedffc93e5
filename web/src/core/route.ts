export const conferencePages = ['control', 'technician', 'minutes', 'news', 'prepare'] as const;
export type ConferencePage = (typeof conferencePages)[number];

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'room'; readonly room: string }
  | { readonly page: 'certificate' }
  | { readonly page: 'login' }
  | { readonly page: 'first'; readonly secret: string }
  | { readonly page: 'link'; readonly secret: string }
  | { readonly page: 'desk' }
  | { readonly page: ConferencePage; readonly conference: number }
  | { readonly page: 'join'; readonly secret: string }
  | { readonly page: OfficeList }
  | { readonly page: 'unit' | 'review' | 'task' | 'board' | 'draft'; readonly id: number }
  // 0: no unit is chosen yet
  | { readonly page: 'organisation'; readonly id: number }
  | {
      readonly page: 'strip' | 'display' | 'phone';
      readonly conference: number;
      readonly site: number;
    };

// Pages of the office that are about no single thing.
const kLists = {
  '/me': 'me',
  '/units/mine': 'mine',
  '/tasks': 'tasks',
  '/drafts': 'drafts',
  '/organisation/import': 'import',
  '/organisation/accounts': 'accounts',
} as const;
export type OfficeList = (typeof kLists)[keyof typeof kLists];

const kRoomPrefix = '/r/';

export function parsePath(address: string): Route {
  const path = address.replace(/[?#].*$/, '');
  if (/^\/ca\/?$/.test(path)) return { page: 'certificate' };
  if (!path.startsWith(kRoomPrefix)) return parseOfficePath(path) ?? { page: 'home' };
  const room = decode(path.slice(kRoomPrefix.length).replace(/\/$/, ''));
  return room && isRoomName(room) ? { page: 'room', room } : { page: 'home' };
}

const kNumber = '([1-9][0-9]{0,8})';
const kConference = new RegExp(`^/conferences/${kNumber}/(control|technician|minutes|news)$`);
const kPrepare = new RegExp(`^/desk/conferences/${kNumber}$`);
const kSitePage = new RegExp(`^/conferences/${kNumber}/sites/${kNumber}/(strip|display|phone)$`);

const kThing = new RegExp(`^/(units|tasks|tasks/units|drafts|organisation/units)/${kNumber}$`);
const kReview = new RegExp(`^/units/${kNumber}/review$`);
const kDoors = { s: 'link', first: 'first', join: 'join' } as const;
const kThings = {
  units: 'unit',
  tasks: 'task',
  'tasks/units': 'board',
  drafts: 'draft',
  'organisation/units': 'organisation',
} as const;

// Units, tasks, drafts, the organisation.
function parsePaperPath(plain: string): Route | null {
  if (plain in kLists) return { page: kLists[plain as keyof typeof kLists] };
  if (plain === '/organisation') return { page: 'organisation', id: 0 };
  const review = kReview.exec(plain);
  if (review) return { page: 'review', id: Number(review[1]) };
  const thing = kThing.exec(plain);
  if (!thing) return null;
  return { page: kThings[thing[1] as keyof typeof kThings], id: Number(thing[2]) };
}

function parseOfficePath(path: string): Route | null {
  const plain = path.replace(/\/$/, '');
  if (plain === '/login') return { page: 'login' };
  const secret = /^\/(s|first|join)\/([\w-]+)$/.exec(plain);
  if (secret?.[2]) return { page: kDoors[secret[1] as keyof typeof kDoors], secret: secret[2] };
  const paper = parsePaperPath(plain);
  if (paper) return paper;
  if (plain === '/desk') return { page: 'desk' };
  const prepared = kPrepare.exec(plain);
  if (prepared) return { page: 'prepare', conference: Number(prepared[1]) };
  const conference = kConference.exec(plain);
  if (conference) {
    return { page: conference[2] as ConferencePage, conference: Number(conference[1]) };
  }
  const site = kSitePage.exec(plain);
  if (!site) return null;
  const page = site[3] as 'strip' | 'display' | 'phone';
  return { page, conference: Number(site[1]), site: Number(site[2]) };
}

export const kDeskPath = '/desk';
export const kAccountPath = '/me';
export const conferencePath = (conference: number, page: ConferencePage): string =>
  page === 'prepare' ? `/desk/conferences/${conference}` : `/conferences/${conference}/${page}`;
export const controlPath = (conference: number): string => conferencePath(conference, 'control');
export const unitPath = (unit: number): string => `/units/${unit}`;
export const reviewPath = (unit: number): string => `/units/${unit}/review`;
export const taskPath = (task: number): string => `/tasks/${task}`;
export const boardPath = (unit: number): string => `/tasks/units/${unit}`;
export const draftPath = (draft: number): string => `/drafts/${draft}`;
export const organisationPath = (unit: number): string =>
  unit === 0 ? '/organisation' : `/organisation/units/${unit}`;

// A room's sound device has the operator's strip, with its own picture and sound.
export function sitePath(
  conference: number,
  site: number,
  role: 'sound' | 'display' | 'strip' | 'phone',
): string {
  return `/conferences/${conference}/sites/${site}/${role === 'sound' ? 'strip' : role}`;
}

// A name with a dot gets a slash after it: the server takes "/r/a.txt" for a file.
export function roomPath(room: string): string {
  return kRoomPrefix + encodeURIComponent(room) + (room.includes('.') ? '/' : '');
}

// What the server takes as a name of a room (src/http/text.h).
export function isRoomName(name: string): boolean {
  const length = [...name].length;
  if (length < 1 || length > 64 || name !== name.trim()) return false;
  return name !== '.' && name !== '..' && !/[/\\?#%\p{Cc}]/u.test(name);
}

export function isPersonName(name: string): boolean {
  const length = [...name.trim()].length;
  return length >= 1 && length <= 80;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
