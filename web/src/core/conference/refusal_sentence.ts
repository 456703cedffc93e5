import type { Facts } from '../../protocol/http';
import type { Refusal } from './command_sender';

// What a page knows of names and words, to put in the place of a refusal's ids and codes.
export interface NameBook {
  readonly language: 'vi' | 'en';
  site(id: number): string;
  item(id: number): string;
  unit?(id: number): string;
  person?(id: number): string;
  // Words of enums and fields: ('phase', 'in_session') → "in session"; null: no word for it.
  word(fact: string, value: string): string | null;
}

// The server's sentence in the page's language, its places filled; null if it sent none.
export function refusalSentence(refusal: Refusal, book: NameBook): string | null {
  const text = refusal.messages?.[book.language];
  if (!text) return null;
  return text.replace(/\{(\w+)\}/g, (whole, fact: string) => {
    const value = valueOf(fact, refusal.facts, book);
    return value === '' ? whole : value;
  });
}

// How it stands now, if the refusal says so: who has the floor, or what is on air.
export function refusalState(refusal: Refusal, book: NameBook): string {
  const { site, item } = refusal.facts;
  if (typeof site === 'number' && site > 0) return book.site(site);
  if (typeof item === 'number' && item > 0) return book.item(item);
  return '';
}

const kUnits: ReadonlySet<string> = new Set(['unit', 'lead', 'giver']);
const kPeople: ReadonlySet<string> = new Set(['person', 'head']);

function valueOf(fact: string, facts: Facts, book: NameBook): string {
  const value = facts[fact];
  if (typeof value === 'number') {
    if (fact === 'site' || fact === 'parent') return book.site(value) || String(value);
    if (fact === 'item' || fact === 'current') return book.item(value) || String(value);
    if (kUnits.has(fact)) return book.unit?.(value) || String(value);
    if (kPeople.has(fact)) return book.person?.(value) || String(value);
    return value.toLocaleString(book.language === 'vi' ? 'vi-VN' : 'en-GB');
  }
  if (typeof value === 'string') return book.word(fact, value) ?? value;
  return '';
}
