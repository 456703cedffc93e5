import { beforeEach, describe, expect, test } from 'vitest';
import { ApiError } from '../protocol/http';
import { ConferenceMedia } from './conference/conference_media';
import { explain } from './explain';
import { FakeClock, fakeRooms, settle, type FakeRooms } from './fake_parts';
import { heard, ReceivingWishes, type Receiving } from './receiving';
import type { Grant } from './room_link';
import { Session } from './session';

test('who speaks is heard first, one’s own room never, and not more than a line carries', () => {
  const sites = Array.from({ length: 60 }, (_, index) => `site-${index}`);
  const all = heard(sites, { first: ['site-59', 'site-99'], except: ['site-1'] });
  expect(all.size).toBe(40);
  expect(all.has('site-59')).toBe(true);
  expect(all.has('site-99')).toBe(false);
  expect(all.has('site-1')).toBe(false);
  expect(heard(sites, null).size).toBe(0);
});

test('wishes are gathered and told once for all that changed together', async () => {
  const told: Receiving[] = [];
  const wishes = new ReceivingWishes((receiving) => told.push(receiving));
  const done = wishes.see(['site-2', 'site-1']);
  wishes.see(['site-2']);
  wishes.hear({ first: [], except: [] });
  await settle();
  expect(told).toEqual([{ pictures: ['site-1', 'site-2'], sounds: { first: [], except: [] } }]);
  done();
  wishes.see(['site-1']);
  await settle();
  expect(told).toHaveLength(1);
});

describe('media of a conference', () => {
  let clock: FakeClock;
  let rooms: FakeRooms;
  let grant: () => Promise<Grant>;
  let media: ConferenceMedia;

  beforeEach(() => {
    clock = new FakeClock();
    rooms = fakeRooms();
    grant = () => Promise.resolve({ url: 'ws://x', token: 't', identity: 'i', room: 'r' });
    const session = new Session({
      clock,
      createRoom: (events) => rooms.create(events),
      askIn: () => grant(),
      explain,
      settings: () => ({
        cameraId: null,
        microphoneId: null,
        speakerId: null,
        plainSound: false,
      }),
      secureContext: true,
      random: () => 0.5,
    });
    media = new ConferenceMedia(session, clock);
  });

  const enter = (sends = false) => media.enter({ conference: 4, language: 'vi', sends, media: [] });

  test('takes nothing that is not wished for, and sends only from the sound device', async () => {
    enter();
    await settle();
    expect(rooms.rooms[0]?.calls).toEqual(['receive ', 'connect t']);
    media.wishes.see(['site-3']);
    await settle();
    expect(rooms.rooms[0]?.calls[2]).toBe('receive site-3');
    enter(true);
    await settle();
    expect(rooms.rooms[1]?.calls).toEqual([
      'receive site-3',
      'connect t',
      'microphone on',
      'camera on',
    ]);
  });

  test('a refusal is tried again, until the page goes', async () => {
    grant = () => Promise.reject(new ApiError(403, 'no', { vi: 'k', en: 'n' }));
    enter();
    await settle();
    expect(media.session.state.get().phase.name).toBe('refused');
    grant = () => Promise.resolve({ url: 'ws://x', token: 't2', identity: 'i', room: 'r' });
    await clock.advance(3000);
    expect(media.session.state.get().phase.name).toBe('inside');
    media.stop();
    await clock.advance(60_000);
    expect(rooms.rooms).toHaveLength(1);
  });

  test('what was opened elsewhere waits to be asked for', async () => {
    enter();
    await settle();
    rooms.rooms[0]?.events.closed('elsewhere');
    await clock.advance(60_000);
    expect(rooms.rooms).toHaveLength(1);
    media.again();
    await settle();
    expect(rooms.rooms).toHaveLength(2);
    rooms.rooms[1]?.events.closed('room_closed');
    await clock.advance(3000);
    expect(rooms.rooms).toHaveLength(3);
  });
});
