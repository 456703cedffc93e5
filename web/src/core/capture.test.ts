import { expect, test } from 'vitest';
import { Capture } from './capture';
import { FakeOpener, namedError, settle } from './fake_parts';
import { problemOf } from './media';

const settings = () => ({ cameraId: null, microphoneId: null, speakerId: null, plainSound: false });

function make(secure = true): { opener: FakeOpener; capture: Capture } {
  const opener = new FakeOpener();
  return { opener, capture: new Capture(opener, settings, secure) };
}

test('both open with one question', async () => {
  const { opener, capture } = make();
  await capture.turnOnBoth();
  expect(capture.microphone.get().status).toBe('on');
  expect(capture.camera.get().status).toBe('on');
  expect(opener.opened).toHaveLength(2);
  expect(capture.devices.get().cameras).toEqual([{ id: 'c1', label: 'One' }]);
});

test('a camera that is missing leaves the microphone on', async () => {
  const { opener, capture } = make();
  opener.errors.camera = namedError('NotFoundError');
  await capture.turnOnBoth();
  expect(capture.microphone.get().status).toBe('on');
  expect(capture.camera.get()).toEqual({ status: 'failed', problem: 'none' });
});

test('turned off while still opening: what opens is stopped', async () => {
  const { opener, capture } = make();
  let release: () => void = () => undefined;
  opener.gate = new Promise((resolve) => (release = resolve));
  const opening = capture.turnOn('camera');
  capture.turnOff('camera');
  release();
  await opening;
  expect(opener.opened.map((media) => media.stopped)).toEqual([true]);
  expect(capture.camera.get().status).toBe('off');
});

test('stopping while both open stops both', async () => {
  const { opener, capture } = make();
  let release: () => void = () => undefined;
  opener.gate = new Promise((resolve) => (release = resolve));
  const opening = capture.turnOnBoth();
  capture.stop();
  release();
  await opening;
  expect(opener.opened.map((media) => media.stopped)).toEqual([true, true]);
  expect(capture.microphone.get().status).toBe('off');
});

test('what is handed over is no longer ours to stop', async () => {
  const { opener, capture } = make();
  await capture.turnOnBoth();
  expect(capture.handOver()).toHaveLength(2);
  capture.stop();
  await settle();
  expect(opener.opened.some((media) => media.stopped)).toBe(false);
});

test('an unplugged device is told, an old one no longer matters', async () => {
  const { opener, capture } = make();
  await capture.turnOn('camera');
  await capture.turnOn('camera');
  opener.opened[0]?.end();
  expect(capture.camera.get().status).toBe('on');
  opener.opened[1]?.end();
  expect(capture.camera.get()).toEqual({ status: 'failed', problem: 'gone' });
});

test.each([
  ['NotAllowedError', 'denied'],
  ['NotReadableError', 'busy'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['TypeError', 'unknown'],
] as const)('%s means %s', (name, problem) => {
  expect(problemOf(namedError(name), true)).toBe(problem);
});

test('without HTTPS the cause is always that', () => {
  expect(problemOf(new TypeError('x'), false)).toBe('insecure');
  expect(problemOf('what', true)).toBe('unknown');
});
