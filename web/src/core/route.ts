export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'room'; readonly room: string }
  | { readonly page: 'certificate' };

const kRoomPrefix = '/r/';

export function parsePath(path: string): Route {
  if (/^\/ca\/?$/.test(path)) return { page: 'certificate' };
  if (!path.startsWith(kRoomPrefix)) return { page: 'home' };
  const room = decode(path.slice(kRoomPrefix.length).replace(/\/$/, ''));
  return room && isRoomName(room) ? { page: 'room', room } : { page: 'home' };
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
