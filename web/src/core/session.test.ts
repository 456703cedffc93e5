import { beforeEach, describe, expect, test } from 'vitest';
import { ApiError } from '../protocol/page_api';
import { explain } from './explain';
import {
  FakeClock,
  FakeMedia,
  fakeRooms,
  namedError,
  person,
  settle,
  type FakeRoom,
  type FakeRooms,
} from './fake_parts';
import { ConnectError, type Grant } from './room_link';
import { Session, type JoinWish } from './session';

let clock: FakeClock;
let rooms: FakeRooms;
let session: Session;
let askIn: (wish: JoinWish) => Promise<Grant>;
let asked: number;
let speakerId: string | null;

const grant = (): Grant => ({ url: 'ws://x', token: `t${++asked}`, identity: 'me', room: 'r' });

const wish = (change: Partial<JoinWish> = {}): JoinWish => ({
  room: 'r',
  name: 'Hoa',
  language: 'vi',
  microphone: true,
  camera: true,
  media: [],
  ...change,
});

const phase = () => session.state.get().phase;

function room(index = 0): FakeRoom {
  const found = rooms.rooms[index];
  if (!found) throw new Error(`no room ${index} was made`);
  return found;
}

beforeEach(() => {
  asked = 0;
  speakerId = null;
  clock = new FakeClock();
  rooms = fakeRooms();
  askIn = () => Promise.resolve(grant());
  session = new Session({
    clock,
    createRoom: (events) => rooms.create(events),
    askIn: (wanted) => askIn(wanted),
    explain,
    settings: () => ({ cameraId: null, microphoneId: null, speakerId, plainSound: false }),
    secureContext: true,
    random: () => 0.5,
  });
});

describe('joining', () => {
  test('asks, connects, opens the devices that are wanted', async () => {
    const phases: string[] = [];
    session.state.subscribe(() => phases.push(phase().name));
    await session.join(wish());
    expect([...new Set(phases)]).toEqual(['joining', 'inside']);
    expect(room().calls).toEqual(['connect t1', 'microphone on', 'camera on']);
    expect(session.state.get().microphone).toEqual({ on: true, busy: false, problem: null });
    expect(session.roster.ids.get()).toEqual(['me']);
  });

  test('sends what the lobby has opened and stops nothing of it', async () => {
    const media = [new FakeMedia('microphone'), new FakeMedia('camera')];
    await session.join(wish({ media }));
    expect(room().calls).toEqual(['connect t1', 'adopt microphone', 'adopt camera']);
    expect(media.map((one) => one.stopped)).toEqual([false, false]);
  });

  test('without devices nothing is opened', async () => {
    await session.join(wish({ microphone: false, camera: false }));
    expect(room().calls).toEqual(['connect t1']);
    expect(phase()).toEqual({ name: 'inside' });
  });

  test('a failing camera costs neither the room nor the microphone', async () => {
    rooms.prepare = (made) => {
      made.setLocal = (source) =>
        source === 'camera' ? Promise.reject(namedError('NotReadableError')) : Promise.resolve();
    };
    await session.join(wish());
    expect(phase().name).toBe('inside');
    expect(session.state.get().microphone.on).toBe(true);
    expect(session.state.get().camera).toEqual({ on: false, busy: false, problem: 'busy' });
  });

  test("the server's refusal is passed on in its own words, and the lobby's devices stop", async () => {
    const media = [new FakeMedia('camera')];
    askIn = () => Promise.reject(new ApiError(403, 'rooms_closed', { vi: 'Không', en: 'No' }));
    await session.join(wish({ media }));
    expect(phase()).toEqual({ name: 'refused', problem: { kind: 'said', vi: 'Không', en: 'No' } });
    expect(media[0]?.stopped).toBe(true);
    expect(rooms.rooms).toHaveLength(0);
  });

  test('a network that blocks the media is told from a server that is away', async () => {
    rooms.prepare = (made) => (made.connectError = new ConnectError('media_blocked', 'ice'));
    await session.join(wish());
    expect(phase()).toEqual({ name: 'refused', problem: { kind: 'media_blocked' } });
    askIn = () => Promise.reject(new ApiError(0, 'unreachable', null));
    await session.join(wish());
    expect(phase()).toEqual({ name: 'refused', problem: { kind: 'unreachable' } });
  });

  test('leaving while still being let in makes no room', async () => {
    let letIn: (grant: Grant) => void = () => undefined;
    askIn = () => new Promise((resolve) => (letIn = resolve));
    const media = [new FakeMedia('microphone')];
    const joining = session.join(wish({ media }));
    await session.leave();
    letIn(grant());
    await joining;
    expect(phase()).toEqual({ name: 'left', why: 'asked' });
    expect(rooms.rooms).toHaveLength(0);
    expect(media[0]?.stopped).toBe(true);
  });

  test('a second join replaces the first', async () => {
    await session.join(wish());
    await session.join(wish({ room: 'other' }));
    expect(room(0).closed).toBe(true);
    expect(room(1).closed).toBe(false);
    expect(session.state.get().room).toBe('other');
    expect(phase().name).toBe('inside');
  });
});

describe('devices', () => {
  test('toggle goes there and back', async () => {
    await session.join(wish());
    await session.toggle('microphone');
    expect(session.state.get().microphone.on).toBe(false);
    await session.toggle('microphone');
    expect(session.state.get().microphone.on).toBe(true);
    expect(room().calls.slice(-2)).toEqual(['microphone off', 'microphone on']);
  });

  test('a key held down does not switch twice', async () => {
    await session.join(wish());
    const first = session.toggle('camera');
    const second = session.toggle('camera');
    await Promise.all([first, second]);
    expect(room().calls.filter((call) => call.startsWith('camera'))).toEqual([
      'camera on',
      'camera off',
    ]);
  });

  test('closing the picker of screens is no failure', async () => {
    await session.join(wish());
    room().deviceError = namedError('NotAllowedError');
    await session.toggle('screen');
    expect(session.state.get().screen).toEqual({ on: false, busy: false, problem: null });
  });

  test('a picture that cannot be sent is told from a camera that cannot be opened', async () => {
    rooms.prepare = (made) => (made.deviceError = namedError('NegotiationError'));
    await session.join(wish({ microphone: false, media: [new FakeMedia('camera')] }));
    expect(session.state.get().camera).toEqual({ on: false, busy: false, problem: 'unsent' });
  });

  test('an unplugged microphone is told', async () => {
    await session.join(wish());
    room().events.localEnded('microphone', 'gone');
    expect(session.state.get().microphone).toEqual({ on: false, busy: false, problem: 'gone' });
    session.dismissProblem('microphone');
    expect(session.state.get().microphone.problem).toBeNull();
  });

  test('the chosen speaker is used from the start; one that is gone harms nothing', async () => {
    speakerId = 'hall';
    rooms.prepare = (made) => {
      const really = made.setSpeaker.bind(made);
      made.setSpeaker = (id) => really(id).then(() => Promise.reject(namedError('NotFoundError')));
    };
    await session.join(wish({ microphone: false, camera: false }));
    expect(room().calls).toEqual(['connect t1', 'speaker hall']);
    expect(phase().name).toBe('inside');
  });

  test('outside of a room nothing is switched', async () => {
    await session.toggle('microphone');
    expect(session.state.get().microphone.on).toBe(false);
  });

  test('blocked sound is shown until someone starts it', async () => {
    await session.join(wish());
    room().events.soundBlocked(true);
    expect(session.state.get().soundBlocked).toBe(true);
    await session.startSound();
    expect(session.state.get().soundBlocked).toBe(false);
  });
});

describe('people', () => {
  test('only those who change are drawn anew', async () => {
    await session.join(wish());
    room().others = [person('a'), person('b')];
    room().events.peopleChanged();
    let a = 0;
    let b = 0;
    let list = 0;
    session.roster.person('a').subscribe(() => a++);
    session.roster.person('b').subscribe(() => b++);
    session.roster.ids.subscribe(() => list++);
    room().others = [person('a', { speaking: true }), person('b')];
    room().events.peopleChanged();
    expect([a, b, list]).toEqual([1, 0, 0]);
  });

  test('stand in the order in which they came', async () => {
    await session.join(wish());
    room().others = [person('late', { joinedAt: 9 }), person('early', { joinedAt: 4 })];
    room().events.peopleChanged();
    expect(session.roster.ids.get()).toEqual(['me', 'early', 'late']);
  });
});

describe('a lost line', () => {
  test('keeps the last state on the screen while the room bridges it', async () => {
    await session.join(wish());
    room().others = [person('a')];
    room().events.peopleChanged();
    const since = clock.now();
    room().events.interrupted();
    room().others = [];
    room().events.peopleChanged();
    expect(phase()).toEqual({ name: 'interrupted', since, attempts: 0 });
    expect(session.roster.ids.get()).toEqual(['a', 'me']);
    expect(session.level('a')).toBe(0);
    room().events.resumed();
    expect(phase()).toEqual({ name: 'inside' });
    expect(session.roster.ids.get()).toEqual(['me']);
  });

  test('given up by the room: asks for a new token and goes back with the same devices', async () => {
    await session.join(wish());
    await session.toggle('camera');
    room().events.closed('lost');
    expect(phase().name).toBe('interrupted');
    await clock.advance(1000);
    expect(phase()).toEqual({ name: 'inside' });
    expect(room(1).calls).toEqual(['connect t2', 'microphone on']);
    expect(session.state.get().camera.on).toBe(false);
  });

  test('bridged by the room: what it lost on the way is sent again, what is off stays off', async () => {
    await session.join(wish());
    await session.toggle('microphone');
    room().events.interrupted();
    room().sending.clear();
    room().calls = [];
    room().events.resumed();
    await settle();
    expect(room().calls).toEqual(['camera on']);
    expect(session.state.get().camera).toEqual({ on: true, busy: false, problem: null });
  });

  test('lost anew before the camera was out: it goes out in the end', async () => {
    await session.join(wish());
    rooms.prepare = (made) => {
      made.setLocal = () => new Promise(() => undefined);
    };
    room().events.closed('lost');
    await clock.advance(1500);
    expect(session.state.get().microphone.busy).toBe(true);
    rooms.prepare = () => undefined;
    room(1).events.closed('lost');
    await clock.advance(10_000);
    expect(room(2).calls).toEqual(['connect t3', 'microphone on', 'camera on']);
    expect(session.state.get().camera.on).toBe(true);
  });

  test('tries until the server is back, at most every five seconds or so', async () => {
    await session.join(wish());
    const since = clock.now();
    askIn = () => {
      asked++;
      return Promise.reject(new ApiError(0, 'unreachable', null));
    };
    room().events.closed('lost');
    await clock.advance(60_000);
    expect(asked).toBeGreaterThan(10);
    expect(asked).toBeLessThan(20);
    expect(phase()).toMatchObject({ name: 'interrupted', since });
    askIn = () => Promise.resolve(grant());
    await clock.advance(5000);
    expect(phase()).toEqual({ name: 'inside' });
  });

  test('a room that connects and fails is closed before the next attempt', async () => {
    await session.join(wish());
    rooms.prepare = (made) => (made.connectError = new ConnectError('media_blocked', 'x'));
    room().events.closed('lost');
    await clock.advance(1000);
    expect(room(1).closed).toBe(true);
    expect(phase().name).toBe('interrupted');
    expect(clock.pending).toBe(1);
  });

  test('ends when the server says that we may not come back', async () => {
    await session.join(wish());
    askIn = () => Promise.reject(new ApiError(403, 'rooms_closed', null));
    room().events.closed('lost');
    await clock.advance(1000);
    expect(phase()).toEqual({ name: 'left', why: 'refused' });
    expect(clock.pending).toBe(0);
  });

  test('a page that is unloaded has not left: it comes back as what it was', async () => {
    await session.join(wish());
    room().events.closed('asked');
    expect(phase().name).toBe('interrupted');
    await clock.advance(1500);
    expect(phase()).toEqual({ name: 'inside' });
    expect(room(1).calls).toEqual(['connect t2', 'microphone on', 'camera on']);
  });

  test('leaving meanwhile ends it', async () => {
    await session.join(wish());
    room().events.closed('lost');
    await session.leave();
    await clock.advance(60_000);
    expect(phase()).toEqual({ name: 'left', why: 'asked' });
    expect(rooms.rooms).toHaveLength(1);
  });
});

describe('the end', () => {
  test.each(['removed', 'room_closed', 'elsewhere'] as const)('%s', async (why) => {
    await session.join(wish());
    room().events.closed(why);
    await clock.advance(60_000);
    expect(phase()).toEqual({ name: 'left', why });
    expect(rooms.rooms).toHaveLength(1);
  });

  test('what an old room still says is not heard', async () => {
    await session.join(wish());
    const old = room();
    await session.leave();
    await session.join(wish());
    old.events.closed('removed');
    old.events.interrupted();
    await settle();
    expect(phase()).toEqual({ name: 'inside' });
  });

  test('reset leads back to the lobby', async () => {
    await session.join(wish());
    await session.leave();
    session.reset();
    expect(phase()).toEqual({ name: 'outside' });
    expect(session.state.get().room).toBe('');
  });
});
