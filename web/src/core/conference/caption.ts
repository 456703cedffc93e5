import type { Names, Speaker } from './views';

// How somebody is named on a screen: the name, then what they are there as.
export interface Caption {
  readonly name: string;
  readonly post: string;
  readonly unit: string;
}

const nameOf = (names: Readonly<Record<string, string>> | undefined, id: number): string =>
  (id !== 0 && names?.[String(id)]) || '';

// Person, post and unit by the names that came with the picture; where there is no name, the text.
// A room of which nothing is known but its place speaks by the name of its unit or site.
export function captionOf(speaker: Speaker, names: Names | undefined, siteName: string): Caption {
  const person = nameOf(names?.people, speaker.person);
  const post = nameOf(names?.posts, speaker.post);
  const unit = nameOf(names?.units, speaker.unit);
  if (person) return { name: person, post: post || speaker.text, unit };
  if (speaker.text) return { name: speaker.text, post, unit };
  if (post) return { name: post, post: '', unit };
  return { name: siteName || unit, post: '', unit: siteName && siteName !== unit ? unit : '' };
}

// What stands below the name: "Trưởng ban, Sở Nội vụ".
export const standing = ({ post, unit }: Caption): string =>
  [post, unit].filter(Boolean).join(', ');

export const inOneLine = (caption: Caption): string =>
  [caption.name, caption.post, caption.unit].filter(Boolean).join(' · ');
