import { en } from './en';
import { vi } from './vi';

export type Language = 'vi' | 'en';
export type TextKey = keyof typeof vi;
export type Texts = Readonly<Record<TextKey, string>>;
export type Params = Readonly<Record<string, string | number>>;

// Keys that come in forms by number, without the ending.
export type CountKey = TextKey extends infer Key
  ? Key extends `${infer Stem}_other`
    ? Stem
    : never
  : never;

export const texts: Readonly<Record<Language, Texts>> = { vi, en };

// The sentences of one language.
export class Text {
  private readonly plural: Intl.PluralRules;
  readonly locale: string;

  constructor(readonly language: Language) {
    this.locale = language === 'vi' ? 'vi-VN' : 'en-GB';
    this.plural = new Intl.PluralRules(this.locale);
  }

  get = (key: TextKey, params: Params = {}): string => fill(texts[this.language][key], params);

  has = (key: string): boolean => key in texts[this.language];

  count = (stem: CountKey, count: number): string => {
    const form = this.plural.select(count) === 'one' ? 'one' : 'other';
    return this.get(`${stem}_${form}` as TextKey, { count: count.toLocaleString(this.locale) });
  };

  // Steps are kept in one text, parted by "|".
  steps = (key: TextKey): string[] => this.get(key).split('|');

  clock = (at: number): string =>
    new Date(at).toLocaleTimeString(this.locale, { hour: '2-digit', minute: '2-digit' });

  day = (at: number): string => new Date(at).toLocaleDateString(this.locale);

  // "2 giờ 5 phút", "12 minutes"; under a minute in seconds.
  duration = (ms: number): string => {
    const seconds = Math.max(1, Math.round(ms / 1000));
    if (seconds < 60) return this.unit(seconds, 'second');
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return this.unit(minutes, 'minute');
    const rest = minutes % 60;
    const hours = this.unit(Math.floor(minutes / 60), 'hour');
    return rest === 0 ? hours : `${hours} ${this.unit(rest, 'minute')}`;
  };

  private unit(value: number, unit: string): string {
    const options = { style: 'unit', unit, unitDisplay: 'long' } as const;
    return new Intl.NumberFormat(this.locale, options).format(value);
  }
}

export function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
