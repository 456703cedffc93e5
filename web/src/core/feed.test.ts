import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from './fake_parts';
import { FakeFeed } from './fake_office';
import { Feed } from './feed';

const kView = 'conference/4/control';

let clock: FakeClock;
let server: FakeFeed;
let feed: Feed;

beforeEach(() => {
  clock = new FakeClock();
  server = new FakeFeed();
  feed = new Feed({ clock, sockets: server.create, random: () => 0.5 });
});

const shown = () => feed.view<Record<string, unknown>>(kView).get();

test('asks for a view when it is watched, once, and lets it go with the last watcher', () => {
  const first = feed.watch(kView);
  server.last.open();
  const second = feed.watch(kView);
  expect(server.last.sent).toEqual([{ show: kView, after: 0 }]);
  first();
  first();
  expect(server.last.sent).toHaveLength(1);
  second();
  expect(server.last.sent[1]).toEqual({ hide: kView });
});

test('shows the whole, then the differences; what is not touched stays the same object', () => {
  feed.watch(kView);
  server.last.open();
  server.last.say({ view: kView, seq: 3, state: { wall: [{ a: 1 }, { a: 2 }], title: 'A' } });
  const before = shown();
  server.last.say({
    view: kView,
    from: 3,
    seq: 5,
    patch: [
      { op: 'replace', path: '/wall/0/a', value: 7 },
      { op: 'add', path: '/wall/-', value: { a: 9 } },
    ],
  });
  const after = shown();
  expect(after).toEqual({
    status: 'shown',
    seq: 5,
    state: { wall: [{ a: 7 }, { a: 2 }, { a: 9 }], title: 'A' },
  });
  const wall = (of: typeof after) => (of.status === 'shown' ? (of.state.wall as unknown[]) : []);
  expect(wall(after)[1]).toBe(wall(before)[1]);
});

test.each([
  { from: 2, patch: [] },
  { from: 3, patch: [{ op: 'replace', path: '/none/here', value: 1 }] },
  { from: 3, patch: 'no patch' },
])('what does not fit is asked for anew, and the last picture stays: %j', (message) => {
  feed.watch(kView);
  server.last.open();
  server.last.say({ view: kView, seq: 3, state: { a: 1 } });
  server.last.say({ view: kView, seq: 4, ...message });
  expect(server.last.sent[1]).toEqual({ show: kView, after: 0 });
  expect(shown()).toEqual({ status: 'shown', seq: 3, state: { a: 1 } });
});

test('comes back from where it was, later each time, keeping the last picture', async () => {
  feed.watch(kView);
  server.last.open();
  server.last.say({ now: 1 });
  server.last.say({ view: kView, seq: 3, state: { a: 1 } });
  const lostAt = clock.now();
  server.last.drop();
  expect(feed.line.get()).toEqual({ status: 'down', since: lostAt });
  await clock.advance(249);
  expect(server.sockets).toHaveLength(1);
  await clock.advance(1);
  server.last.drop();
  await clock.advance(499);
  expect(server.sockets).toHaveLength(2);
  await clock.advance(1);
  expect(server.sockets).toHaveLength(3);
  expect(feed.line.get()).toEqual({ status: 'down', since: lostAt });
  server.last.open();
  expect(server.last.sent).toEqual([{ show: kView, after: 3 }]);
  expect(shown()).toMatchObject({ seq: 3 });
  server.last.say({ view: kView, from: 3, seq: 4, patch: [] });
  expect(feed.line.get()).toEqual({ status: 'up' });
});

test('a socket on which nothing comes is taken for dead', async () => {
  feed.watch(kView);
  server.last.open();
  await clock.advance(24_000);
  server.last.say({ now: 5 });
  await clock.advance(24_999);
  expect(server.last.closed).toBe(false);
  await clock.advance(1);
  expect(server.sockets[0]?.closed).toBe(true);
  expect(feed.line.get()).toMatchObject({ status: 'down' });
});

test('what an old socket still says is not heard', async () => {
  feed.watch(kView);
  const old = server.last;
  old.open();
  old.drop();
  await clock.advance(1000);
  server.last.open();
  old.say({ view: kView, seq: 9, state: { late: true } });
  old.drop();
  expect(shown()).toEqual({ status: 'loading' });
  expect(server.sockets).toHaveLength(2);
});

test("a refusal is shown in the server's words", () => {
  feed.watch(kView);
  server.last.open();
  server.last.say({
    view: kView,
    seq: 0,
    refused: {
      code: 'view.unknown',
      message_vi: 'Không có {view}.',
      message_en: 'No {view}, {more}.',
      facts: { view: kView },
    },
  });
  expect(shown()).toEqual({
    status: 'refused',
    refusal: {
      code: 'view.unknown',
      messages: { vi: `Không có ${kView}.`, en: `No ${kView}, {more}.` },
    },
  });
});

test("the server's clock is known by the fastest of its messages", async () => {
  feed.watch(kView);
  server.last.open();
  server.last.say({ now: clock.now() + 5000 });
  expect(feed.serverNow()).toBe(clock.now() + 5000);
  await clock.advance(10_000);
  server.last.say({ now: clock.now() + 4200 });
  expect(feed.serverNow()).toBe(clock.now() + 5000);
});

test('nonsense is passed over', () => {
  feed.watch(kView);
  server.last.open();
  server.last.say(null);
  server.last.say({ view: 'conference/5/control', seq: 1, state: {} });
  server.last.sayBytes(new TextEncoder().encode('{'));
  expect(shown()).toEqual({ status: 'loading' });
});

test('after signing in all is asked for anew', async () => {
  feed.watch(kView);
  server.last.open();
  server.last.say({ view: kView, seq: 0, refused: { code: 'x' } });
  feed.renew();
  expect(shown()).toEqual({ status: 'loading' });
  await clock.advance(300);
  server.last.open();
  expect(server.last.sent).toEqual([{ show: kView, after: 0 }]);
});
