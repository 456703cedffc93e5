import { sameMembers } from './store';

// Something that can be shown in a <video>; who draws it need not know where it comes from.
export interface VideoSource {
  readonly id: string;
  attach(element: HTMLVideoElement): void;
  detach(element: HTMLVideoElement): void;
}

export type LineQuality = 'unknown' | 'lost' | 'poor' | 'good' | 'excellent';

// One participant as the page shows them. Replaced whole when anything in it changes.
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly local: boolean;
  readonly joinedAt: number; // ms since 1970; 0: not known
  readonly speaking: boolean;
  readonly quality: LineQuality;
  readonly microphone: 'on' | 'muted' | 'none';
  readonly camera: VideoSource | null;
  readonly screen: VideoSource | null;
  // The server has stopped the picture because the line is thin; the sound goes on.
  readonly cameraPaused: boolean;
}

export const samePerson = (a: Person, b: Person): boolean => sameMembers(a, b);

// Two letters for the place of a picture. A Vietnamese name ends with the given name, by which
// people are called: "Nguyễn Thị Hoa" is "NH".
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = (word: string | undefined) => (word ? ([...word][0] ?? '') : '');
  if (words.length === 0) return '?';
  if (words.length === 1) return first(words[0]).toUpperCase();
  return (first(words[0]) + first(words[words.length - 1])).toUpperCase();
}

// A steady hue for a name, out of those that go with the room.
export function hueOf(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 0) % 360;
}

// For searching: without diacritics, case, and the difference between đ and d.
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
}
