import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandDone } from '../stream_sender';
import { ApiError } from '../../protocol/http';
import { FakeClock, settle } from '../fake_parts';
import { captionOf, inOneLine, standing } from './caption';
import { CommandSender, refusalOf } from './command_sender';
import { refusalSentence, refusalState, type NameBook } from './refusal_sentence';
import { digits, read } from './turn_clock';
import type { Names, Speaker, TurnClock, WallTile } from './views';
import { arrangeWall, WallTiles, wholeWall } from './wall';

describe('a turn’s clock', () => {
  const clock: TurnClock = { allotted_s: 600, spent_ms: 2000, running_since: 10_000, held: false };

  test('runs from the server’s time and never backwards', () => {
    expect(read(clock, 15_000)).toMatchObject({ spentMs: 7000, running: true, over: false });
    expect(read(clock, 1000).spentMs).toBe(2000);
    expect(read({ ...clock, running_since: 0 }, 99_000)).toMatchObject({
      spentMs: 2000,
      running: false,
    });
  });

  test('says when it is ending and when it is over', () => {
    const at = (spent_ms: number) => read({ ...clock, running_since: 0, spent_ms }, 0);
    expect(at(539_999).ending).toBe(false);
    expect(at(540_000).ending).toBe(true);
    expect(at(600_001)).toMatchObject({ ending: false, over: true, share: 1 });
    expect(read({ ...clock, allotted_s: 0 }, 9e9)).toMatchObject({ over: false, share: 0 });
  });

  test('is written in digits', () => {
    expect(digits(751_900)).toBe('12:31');
    expect(digits(3_725_000)).toBe('1:02:05');
    expect(digits(-5)).toBe('00:00');
  });
});

describe('captions', () => {
  const names: Names = {
    people: { '12': 'Nguyễn Thị Hoa' },
    posts: { '3': 'Trưởng phòng' },
    units: { '5': 'Sở Nội vụ' },
  };
  const nobody: Speaker = { person: 0, post: 0, unit: 0, text: '' };

  test('name, post and unit by the names in the picture', () => {
    const caption = captionOf({ ...nobody, person: 12, post: 3, unit: 5 }, names, 'Hà Nội');
    expect(inOneLine(caption)).toBe('Nguyễn Thị Hoa · Trưởng phòng · Sở Nội vụ');
    expect(standing(caption)).toBe('Trưởng phòng, Sở Nội vụ');
  });

  test('without a person the text, then the post, then the site', () => {
    expect(captionOf({ ...nobody, text: 'Đại diện', unit: 5 }, names, 'Hà Nội')).toEqual({
      name: 'Đại diện',
      post: '',
      unit: 'Sở Nội vụ',
    });
    expect(captionOf({ ...nobody, post: 3, unit: 5 }, names, 'X').name).toBe('Trưởng phòng');
    expect(captionOf({ ...nobody, unit: 5 }, names, 'Hà Nội')).toMatchObject({
      name: 'Hà Nội',
      unit: 'Sở Nội vụ',
    });
    expect(captionOf({ ...nobody, person: 99 }, names, 'Hà Nội').name).toBe('Hà Nội');
    expect(captionOf(nobody, undefined, '').name).toBe('');
  });
});

const tile = (site: number, change: Partial<WallTile> = {}): WallTile => ({
  site,
  name: `Điểm cầu ${site}`,
  unit: site,
  level: 'province',
  region: '',
  parent: 0,
  checked_in: true,
  line_lost: false,
  heads: 5,
  hands: 0,
  microphone: false,
  on_air: false,
  muted: false,
  talkback: false,
  ready: true,
  sound: true,
  incidents: 0,
  ...change,
});

describe('the wall', () => {
  const tiles = [
    tile(1, { name: 'Đà Nẵng', region: 'Trung' }),
    tile(2, { name: 'Trung tâm', level: 'centre', region: 'Z' }),
    tile(3, { name: 'Bắc Ninh', region: 'Bắc', line_lost: true }),
    tile(4, { name: 'Dak Lak', region: 'Trung', hands: 2 }),
    tile(5, { name: 'An Giang', region: 'Nam', checked_in: false, sound: false }),
  ];
  const shown = (change: object, seen: number[] = []) =>
    arrangeWall(tiles, { ...wholeWall, ...change }, new Set(seen), 'vi');

  test('is ordered by region, the centre first, or by name as Vietnamese sorts', () => {
    expect(shown({})).toEqual([2, 3, 5, 4, 1]);
    expect(shown({ order: 'name' })).toEqual([5, 3, 4, 1, 2]);
    expect(shown({ order: 'level' })[0]).toBe(2);
  });

  test('shows only who is asked for', () => {
    expect(shown({ only: 'hands' })).toEqual([4]);
    expect(shown({ only: 'trouble' })).toEqual([3]);
    expect(shown({ only: 'unseen' }, [1, 3])).toEqual([2, 4]);
    expect(shown({ find: ' da' })).toEqual([4, 1]);
    expect(shown({ find: 'đắk' })).toEqual([4]);
    expect(shown({ find: 'zz' })).toEqual([]);
  });

  test('tells a tile only of its own changes', () => {
    const wall = new WallTiles();
    wall.replace(tiles);
    const heard: number[] = [];
    for (const { site } of tiles) wall.tile(site).subscribe(() => heard.push(site));
    wall.replace(tiles.map((one) => ({ ...one, hands: one.site === 3 ? 1 : one.hands })));
    expect(heard).toEqual([3]);
    wall.replace(tiles.slice(1));
    expect(heard).toEqual([3, 3, 1]);
    expect(wall.tile(1).get()).toBeNull();
  });
});

describe('commands', () => {
  let clock: FakeClock;
  let answer: () => Promise<CommandDone>;
  let posted: unknown[];
  let sender: CommandSender;
  const denied = new ApiError(
    409,
    'floor.changed',
    { vi: 'Vừa thay đổi.', en: 'It has changed.' },
    { site: 7 },
  );

  beforeEach(() => {
    clock = new FakeClock();
    posted = [];
    answer = () => Promise.resolve({ seq: 1, stream: 'conference/4' });
    const post = (...sent: unknown[]) => {
      posted.push(sent);
      return answer();
    };
    sender = new CommandSender(4, { clock, post });
  });

  test('go to the conference’s stream, one key pressed twice once', async () => {
    const first = sender.send('floor.end', { turn: 3 });
    expect(await sender.send('floor.end', { turn: 3 })).toBe(false);
    expect(await first).toBe(true);
    expect(posted).toEqual([['conference/4', 'floor.end', { turn: 3 }]]);
    expect(sender.state.get()).toEqual({ waiting: [], refusal: null });
  });

  test('a refusal is kept for a while, and gone with the next that succeeds', async () => {
    answer = () => Promise.reject(denied);
    expect(await sender.send('floor.mute_all', {})).toBe(false);
    expect(sender.state.get().refusal).toMatchObject({ code: 'floor.changed', facts: { site: 7 } });
    await clock.advance(12_000);
    expect(sender.state.get().refusal).toBeNull();
    await sender.send('floor.mute_all', {});
    answer = () => Promise.resolve({ seq: 2, stream: 'conference/4' });
    await sender.send('floor.mute_all', {});
    expect(sender.state.get().refusal).toBeNull();
    await settle();
  });

  const book: NameBook = {
    language: 'en',
    site: (id) => (id === 7 ? 'Hà Nội' : ''),
    item: (id) => (id === 2 ? 'Report' : ''),
    word: (fact, value) => (fact === 'phase' && value === 'paused' ? 'paused now' : null),
  };
  const said = (en: string, facts: object) =>
    refusalSentence(refusalOf('x', new ApiError(409, 'c', { vi: en, en }, { ...facts }), 0), book);

  test('a refusal’s ids are replaced by names, its codes by words', () => {
    expect(said('{site} is not there.', { site: 7 })).toBe('Hà Nội is not there.');
    expect(said('{site}, {item}: {max}', { site: 9, item: 2, max: 4812 })).toBe('9, Report: 4,812');
    expect(said('“{phase}” “{status}”', { phase: 'paused', status: 'done' })).toBe(
      '“paused now” “done”',
    );
    expect(said('{missing} stays', {})).toBe('{missing} stays');
    expect(refusalState(refusalOf('x', denied, 0), book)).toBe('Hà Nội');
    expect(refusalSentence(refusalOf('x', new Error('?'), 0), book)).toBeNull();
  });
});
