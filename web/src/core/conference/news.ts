// The view "news/conference/N" (src/news/views.h, docs/api/office.md), and what can be asked.
import type { Names } from './views';

export const newsStatuses = ['draft', 'submitted', 'approved', 'published', 'withdrawn'] as const;
export type NewsStatus = (typeof newsStatuses)[number];

export interface ShownPicture {
  readonly picture: number;
  readonly caption: string;
}

export interface NewsContent {
  readonly title: string;
  readonly lead: string;
  readonly paragraphs: readonly string[];
  readonly pictures: readonly ShownPicture[];
}

export interface NewsFigures {
  readonly began: number;
  readonly ended: number;
  readonly sites: number;
  readonly present: number;
  readonly chair: number;
  readonly chair_post: number;
  readonly shares: readonly { readonly unit: number; readonly speeches: number }[];
}

export interface LocalFigures {
  readonly site: number;
  readonly present: number;
  readonly chair: number;
  readonly chair_post: number;
  readonly paper: string;
}

export interface Edition {
  readonly unit: number;
  readonly central: boolean;
  readonly content: NewsContent;
  readonly figures: NewsFigures;
  readonly local: LocalFigures;
  readonly status: NewsStatus;
  readonly version: number;
  readonly approval: { readonly person: number; readonly post: number };
  readonly why: string;
}

export interface EditionPage {
  readonly id: number;
  readonly edition: Edition;
  readonly pictures: readonly number[]; // that may be chosen
  readonly posts: readonly { readonly post: number }[];
  readonly may: readonly string[];
}

export interface EditionLine {
  readonly edition: number;
  readonly unit: number;
  readonly central: boolean;
  readonly status: NewsStatus;
}

export interface PictureLine {
  readonly picture: number;
  readonly site: number;
  readonly site_name: string;
  readonly unit: number;
  readonly file: string; // empty: it was withdrawn
  readonly taken: number;
  readonly withdrawn: boolean;
  readonly why: string;
  readonly is_public: boolean;
  readonly may_withdraw: boolean;
}

export interface NewsPage {
  readonly conference: number;
  readonly title: string;
  readonly convener: number;
  readonly closed: boolean;
  readonly conclusion: string;
  readonly editions: readonly EditionPage[];
  readonly lines: readonly EditionLine[];
  readonly pictures: readonly PictureLine[];
  readonly may_begin: readonly { readonly unit: number }[];
  readonly names: Names;
}

interface OfEdition {
  readonly edition: number;
  readonly seen: number;
}

export interface NewsCommands {
  'news.begin': { readonly conference: number; readonly unit: number };
  'news.change': OfEdition & { readonly content: NewsContent };
  'news.submit': OfEdition;
  'news.approve': OfEdition & { readonly post: number };
  'news.publish': OfEdition;
  'news.withdraw': { readonly edition: number; readonly why: string };
  'picture.withdraw': { readonly picture: number; readonly why: string };
}

// Where everybody reads it.
export function publicPath(conference: number, edition: Pick<Edition, 'central' | 'unit'>): string {
  const path = `/news/${conference}`;
  return edition.central ? path : `${path}/units/${edition.unit}`;
}

export const stillPath = (file: string): string => `/api/stills/${file}`;

// Paragraphs are parted by an empty line.
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter(Boolean);
export const textOf = (paragraphs: readonly string[]): string => paragraphs.join('\n\n');

export const isSame = (a: NewsContent, b: NewsContent): boolean =>
  JSON.stringify([a.title, a.lead, a.paragraphs, a.pictures.map(pairOf)]) ===
  JSON.stringify([b.title, b.lead, b.paragraphs, b.pictures.map(pairOf)]);
const pairOf = ({ picture, caption }: ShownPicture) => [picture, caption];

// One place forward or back.
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by;
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}
