import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fill, Text, texts, type TextKey } from './text';

const keys = Object.keys(texts.vi) as TextKey[];
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test('both languages have the same keys, none empty', () => {
  expect(Object.keys(texts.en).sort()).toEqual([...keys].sort());
  for (const key of keys) {
    expect(texts.vi[key].trim(), key).not.toBe('');
    expect(texts.en[key].trim(), key).not.toBe('');
  }
});

test('both have the same places to fill in, and as many steps', () => {
  for (const key of keys) {
    expect(holes(texts.en[key]), key).toEqual(holes(texts.vi[key]));
    expect(texts.en[key].split('|').length, key).toBe(texts.vi[key].split('|').length);
  }
});

// The texts of a language are spread into one: a key that stands in two files would be taken from
// the last of them without a word.
test('no key stands in two files', () => {
  for (const language of ['vi', 'en']) {
    const files = readdirSync(__dirname).filter((name) =>
      new RegExp(`^(.*_)?${language}\\.ts$`).test(name),
    );
    expect(files.length).toBeGreaterThan(5);
    const seen = new Map<string, string>();
    for (const file of files) {
      const source = readFileSync(`${__dirname}/${file}`, 'utf8');
      for (const [, key = ''] of source.matchAll(/^ {2}(\w+):/gm)) {
        expect(seen.get(key), `${key} stands in ${file} and`).toBeUndefined();
        seen.set(key, file);
      }
    }
  }
});

test('English is translated', () => {
  const alike = keys.filter((key) => texts.en[key] === texts.vi[key]);
  expect(alike.sort()).toEqual(['app_name', 'camera', 'short_camera', 'unnamed_camera'].sort());
});

test('Vietnamese is in composed Unicode', () => {
  for (const key of keys) expect(texts.vi[key], key).toBe(texts.vi[key].normalize('NFC'));
});

test('every key is used', () => {
  const source = sources().join('\n');
  // Keys put together at run time.
  const families =
    /^(problem|refused|left_title|left_lead|joining|quality|phase|item_status|air_empty|clock|floor_mode|incident|wall_order|wall_only|wall_none|electorate|roll|role|field|layout|entry|own_microphone|step|readiness|calm|standing|invite|nav|desk|tab|marking|quorum|missing|kind|item_field|site_level|unit_level|person|line|minutes|task_state)_/;
  // The same, of units, tasks and drafts.
  const papers =
    /^(bucket|owed|task|act|board|draft|answer|clause|ledger|side|ending|paper|import|outcome|column|office_role|unit|account|review|reviews|moment|news|purpose)_/;
  const stem = (key: string) => key.replace(/_(one|other)$/, '');
  const unused = keys.filter(
    (key) =>
      !families.test(key) && !papers.test(key) && !used(source, key) && !used(source, stem(key)),
  );
  expect(unused).toEqual([]);
});

const used = (source: string, key: string) =>
  source.includes(`'${key}'`) || source.includes(`"${key}"`);

test('no page holds sentences of its own', () => {
  const vietnamese = /[ăâđêôơưạảãàáằắặẳẵầấậẩẫẹẻẽèéềếệểễịỉĩìíọỏõòóồốộổỗờớợởỡụủũùúừứựửữỳýỵỷỹ]/i;
  for (const source of sources()) {
    const code = source.replace(/\/\/.*$/gm, '');
    expect(code).not.toMatch(vietnamese);
  }
});

const sources = (): string[] =>
  ['tiles', 'panels', 'pages'].flatMap((folder) =>
    filesOf(new URL(`../${folder}/`, import.meta.url)),
  );

function filesOf(folder: URL): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return filesOf(new URL(`${entry.name}/`, folder));
    const isPage = entry.name.endsWith('.tsx') && !entry.name.includes('.test.');
    return isPage ? [readFileSync(new URL(entry.name, folder), 'utf8')] : [];
  });
}

test('numbers choose their form', () => {
  expect(new Text('en').count('people_count', 1)).toBe('1 person');
  expect(new Text('en').count('people_count', 4812)).toBe('4,812 people');
  expect(new Text('vi').count('people_count', 4812)).toBe('4.812 người');
});

test('durations read as people say them', () => {
  const vi = new Text('vi');
  expect(vi.duration(12_000)).toBe('12 giây');
  expect(vi.duration(125 * 60_000)).toBe('2 giờ 5 phút');
  expect(new Text('en').duration(60_000)).toBe('1 minute');
});

test('a place without a value stays visible', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});
