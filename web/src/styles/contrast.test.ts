import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';

const sheets = ['base.css', 'office.css'] as const;
const css = Object.fromEntries(
  sheets.map((sheet) => [sheet, readFileSync(new URL(sheet, import.meta.url), 'utf8')]),
);
let sheet: string = sheets[0];

beforeEach(() => {
  sheet = sheets[0];
});

function colour(name: string): [number, number, number] {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6})`).exec(css[sheet] ?? '')?.[1];
  if (!hex) throw new Error(`no colour ${name}`);
  const at = (index: number) => parseInt(hex.slice(index, index + 2), 16) / 255;
  return [at(0), at(2), at(4)];
}

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(name: string): number {
  const [red, green, blue] = colour(name).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['ground', 'surface', 'raised'];

test.each(['text', 'text-2', 'text-3', 'accent', 'amber', 'green'])('%s is readable', (name) => {
  for (const ground of grounds) expect(contrast(name, ground), ground).toBeGreaterThanOrEqual(4.5);
});

test('what lies on the accent, and on amber, is readable', () => {
  expect(contrast('accent-ink', 'accent')).toBeGreaterThanOrEqual(4.5);
  expect(contrast('accent-ink', 'accent-hover')).toBeGreaterThanOrEqual(4.5);
  expect(contrast('text-2', 'amber-ground')).toBeGreaterThanOrEqual(4.5);
  expect(contrast('amber', 'amber-ground')).toBeGreaterThanOrEqual(4.5);
});

test('outlines of what can be used are seen', () => {
  for (const ground of grounds) {
    expect(contrast('line-strong', ground), ground).toBeGreaterThanOrEqual(3);
  }
});

test('paper is as readable as the dark desk', () => {
  sheet = 'office.css';
  for (const name of ['text', 'text-2', 'text-3', 'accent', 'amber', 'green']) {
    for (const ground of grounds) {
      expect(contrast(name, ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  }
  for (const ground of grounds) {
    expect(contrast('line-strong', ground), ground).toBeGreaterThanOrEqual(3);
  }
  expect(contrast('accent-ink', 'accent')).toBeGreaterThanOrEqual(4.5);
  expect(contrast('amber', 'amber-ground')).toBeGreaterThanOrEqual(4.5);
});
