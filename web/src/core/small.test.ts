import { expect, test } from 'vitest';
import { reconnectPolicy, isCodec } from './livekit_options';
import { LevelLoop } from './level_loop';
import { meterLength, rootMeanSquare } from './loudness';
import { fold, hueOf, initials } from './person';
import { deviceKind } from './platform';
import { person } from './fake_parts';
import { Roster } from './roster';
import { defaults, languageOf, PreferenceStore, sanitize } from './preferences';
import { controlPath, isPersonName, isRoomName, parsePath, roomPath, sitePath } from './route';
import { shareLink } from './share_link';

test('initials are of the first and the given name', () => {
  expect(initials('Nguyễn Thị Hoa')).toBe('NH');
  expect(initials('  đặng  ')).toBe('Đ');
  expect(initials('')).toBe('?');
  expect(initials('👩‍🏫 Lan')).toMatch(/L$/u);
});

test('a name keeps its hue', () => {
  expect(hueOf('Hà Nội')).toBe(hueOf('Hà Nội'));
  expect(hueOf('Hà Nội')).toBeGreaterThanOrEqual(0);
  expect(hueOf('Hà Nội')).toBeLessThan(360);
});

test('search ignores diacritics, case, đ, and how they are composed', () => {
  expect(fold('ĐẮK LẮK')).toBe('dak lak');
  expect(fold('Thừa Thiên Huế'.normalize('NFD'))).toBe(fold('Thừa Thiên Huế'));
});

test('paths and names of rooms', () => {
  expect(parsePath('/')).toEqual({ page: 'home' });
  expect(parsePath('/ca')).toEqual({ page: 'certificate' });
  expect(parsePath('/r/%C4%90%E1%BB%93ng%20Nai')).toEqual({ page: 'room', room: 'Đồng Nai' });
  expect(parsePath('/r/%')).toEqual({ page: 'home' });
  expect(parsePath('/r/')).toEqual({ page: 'home' });
  for (const room of ['họp', 'a b', 'quý 4.txt', '会议', "l'été"]) {
    expect(parsePath(roomPath(room))).toEqual({ page: 'room', room });
  }
  expect(roomPath('a.txt')).toBe('/r/a.txt/');
  for (const bad of ['', ' a', '.', '..', 'a/b', 'a?', '50%', 'x'.repeat(65), 'a\nb']) {
    expect(isRoomName(bad)).toBe(false);
  }
  expect(isPersonName('   ')).toBe(false);
  expect(isPersonName('ư'.repeat(80))).toBe(true);
  expect(isPersonName('ư'.repeat(81))).toBe(false);
});

test('paths of the office', () => {
  expect(parsePath('/login/')).toEqual({ page: 'login' });
  expect(parsePath('/s/aZ_-9')).toEqual({ page: 'link', secret: 'aZ_-9' });
  expect(parsePath('/first/x')).toEqual({ page: 'first', secret: 'x' });
  expect(parsePath(controlPath(4))).toEqual({ page: 'control', conference: 4 });
  expect(parsePath(sitePath(4, 7, 'sound'))).toEqual({ page: 'strip', conference: 4, site: 7 });
  expect(parsePath(sitePath(4, 7, 'display'))).toMatchObject({ page: 'display' });
  expect(parsePath('/join/x')).toEqual({ page: 'join', secret: 'x' });
  expect(parsePath('/units/mine')).toEqual({ page: 'mine' });
  expect(parsePath('/units/12/')).toEqual({ page: 'unit', id: 12 });
  expect(parsePath('/organisation')).toEqual({ page: 'organisation', id: 0 });
  expect(parsePath('/organisation/units/3')).toEqual({ page: 'organisation', id: 3 });
  expect(parsePath('/organisation/import')).toEqual({ page: 'import' });
  expect(parsePath('/tasks/units/4')).toEqual({ page: 'board', id: 4 });
  expect(parsePath('/tasks/4')).toEqual({ page: 'task', id: 4 });
  for (const bad of ['/conferences/0/control', '/conferences/4/sites/x/strip', '/s/', '/s/a/b']) {
    expect(parsePath(bad)).toEqual({ page: 'home' });
  }
});

test('the link to send leads from elsewhere to here', () => {
  const local = { origin: 'http://localhost:7880', hostname: 'localhost' };
  expect(shareLink(local, ['https://192.0.2.1:7880'], 'a')).toEqual({
    link: 'https://192.0.2.1:7880/r/a',
    localOnly: false,
  });
  expect(shareLink(local, ['http://127.0.0.1:7880'], 'a')).toEqual({
    link: 'http://localhost:7880/r/a',
    localOnly: true,
  });
  const lan = { origin: 'https://192.0.2.9:7880', hostname: '192.0.2.9' };
  expect(shareLink(lan, ['https://192.0.2.1:7880'], 'ơ').link).toBe(
    'https://192.0.2.9:7880/r/%C6%A1',
  );
});

test("the language: the person's, else the browser's first that we have, else Vietnamese", () => {
  expect(languageOf(defaults, ['fr-FR', 'en-US', 'vi'])).toBe('en');
  expect(languageOf(defaults, ['vi-VN', 'en'])).toBe('vi');
  expect(languageOf(defaults, ['fr'])).toBe('vi');
  expect(languageOf({ ...defaults, language: 'vi' }, ['en'])).toBe('vi');
});

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage;
}

test('preferences are kept, and rooms visited again come first, at most five', () => {
  const storage = memory();
  const store = new PreferenceStore(storage, memory());
  store.change({ name: 'Hoa', language: 'en' });
  for (const [at, room] of ['a', 'b', 'c', 'd', 'e', 'f', 'b'].entries()) store.visited(room, at);
  store.forget('d');
  const again = new PreferenceStore(storage, null).get();
  expect(again.name).toBe('Hoa');
  expect(again.recent.map(({ room }) => room)).toEqual(['b', 'f', 'e', 'c']);
});

test('a browser that stores nothing, or nonsense, is no error', () => {
  const broken = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
    removeItem: () => undefined,
  };
  const store = new PreferenceStore(broken, broken);
  store.change({ name: 'Hoa' });
  store.inside = { room: 'a', microphone: true, camera: false };
  expect(store.get().name).toBe('Hoa');
  expect(store.inside).toBeNull();
  expect(
    sanitize({ name: 7, recent: [{ room: 'a/b', at: 1 }, null, 'x'], language: 'de' }),
  ).toEqual(defaults);
  expect(sanitize(null)).toEqual(defaults);
});

test('a tab remembers what it was in the middle of', () => {
  const tab = memory();
  const store = new PreferenceStore(null, tab);
  store.inside = { room: 'a', microphone: true, camera: false };
  expect(new PreferenceStore(null, tab).inside).toEqual({
    room: 'a',
    microphone: true,
    camera: false,
  });
  store.inside = null;
  expect(new PreferenceStore(null, tab).inside).toBeNull();
  tab.setItem('diemcau.inside', '{"room":"a/b"}');
  expect(store.inside).toBeNull();
});

test('meters: -60 dB is nothing, 0 dB is all', () => {
  expect(meterLength(0)).toBe(0);
  expect(meterLength(0.001)).toBeCloseTo(0);
  expect(meterLength(1)).toBe(1);
  expect(meterLength(0.1)).toBeCloseTo(2 / 3);
  expect(meterLength(NaN)).toBe(0);
  const sine = Float32Array.from({ length: 1000 }, (_, i) => Math.sin((i / 100) * 2 * Math.PI));
  expect(rootMeanSquare(sine)).toBeCloseTo(Math.SQRT1_2, 3);
});

test('one loop for all meters, and none when nobody watches', () => {
  let pending: (() => void)[] = [];
  const loop = new LevelLoop((action) => {
    pending.push(action);
    return () => undefined;
  });
  const frame = () => {
    const now = pending;
    pending = [];
    for (const action of now) action();
  };
  const seen: number[] = [];
  let level = 1;
  const stop = loop.watch(
    () => level,
    (shown) => seen.push(shown),
  );
  const stopOther = loop.watch(
    () => 0,
    () => undefined,
  );
  expect(pending).toHaveLength(1);
  frame();
  level = 0;
  frame();
  frame();
  expect(seen[0]).toBe(1);
  expect(seen[2]).toBeLessThan(seen[1] ?? 0);
  stop();
  stopOther();
  frame();
  expect(pending).toHaveLength(0);
});

test('comes back soon, spread, and gives up after a minute', () => {
  const policy = reconnectPolicy(() => 0.5);
  const delay = (retryCount: number, elapsedMs: number) =>
    policy.nextRetryDelayInMs({ retryCount, elapsedMs });
  expect(delay(0, 0)).toBe(150);
  expect(delay(9, 30_000)).toBe(2000);
  expect(delay(40, 60_001)).toBeNull();
  expect(reconnectPolicy(() => 0).nextRetryDelayInMs({ retryCount: 0, elapsedMs: 0 })).toBe(75);
});

test('codecs by name', () => {
  expect(isCodec('h264')).toBe(true);
  expect(isCodec('theora')).toBe(false);
  expect(isCodec(null)).toBe(false);
});

test('which steps to show first', () => {
  expect(deviceKind('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)', 5)).toBe('ios');
  expect(deviceKind('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 5)).toBe('ios');
  expect(deviceKind('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 0)).toBe('mac');
  expect(deviceKind('Mozilla/5.0 (Linux; Android 14; Pixel 8)', 5)).toBe('android');
  expect(deviceKind('Mozilla/5.0 (X11; Linux x86_64)', 0)).toBe('linux');
});

test('who waits for a person hears when they come, go and come back', () => {
  const roster = new Roster();
  const heard: (string | undefined)[] = [];
  const place = roster.person('site-8');
  place.subscribe(() => heard.push(place.get()?.name));
  roster.replace([]);
  roster.replace([person('site-8')]);
  roster.replace([]);
  roster.replace([person('site-8', { name: 'Lan' })]);
  expect(heard).toEqual(['SITE-8', undefined, 'Lan']);
  expect(roster.person('site-8')).toBe(place);
});
