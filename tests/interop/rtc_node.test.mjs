// @livekit/rtc-node, a whole WebRTC stack of somebody else's, against the real server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as rtc from "@livekit/rtc-node";
import { Server, Sites, until } from "./programs.mjs";
import { token } from "./tokens.mjs";
import { loudest, SAMPLE_RATE, sine } from "./tone.mjs";

const TONE_HZ = 440;
const FFT_SIZE = 16_384;

let server;
before(async () => (server = await Server.start()));
after(async () => {
  await rtc.dispose();
  await server?.stop();
});

async function join(name, identity) {
  const room = new rtc.Room();
  await room.connect(server.url, await token(name, identity), { autoSubscribe: true, dynacast: false });
  return room;
}

// The first track of `kind` that comes to `room`.
function subscribed(room, kind) {
  return new Promise((resolve) => {
    room.on(rtc.RoomEvent.TrackSubscribed, (track, publication, participant) => {
      if (track.kind === kind) resolve({ track, publication, participant });
    });
  });
}

// Publishes a tone until `stop` is called.
async function publishTone(room) {
  const source = new rtc.AudioSource(SAMPLE_RATE, 1);
  const track = rtc.LocalAudioTrack.createAudioTrack("tone", source);
  const options = new rtc.TrackPublishOptions({ source: rtc.TrackSource.SOURCE_MICROPHONE, dtx: false });
  await room.localParticipant.publishTrack(track, options);
  let going = true;
  const done = (async () => {
    for (let at = 0; going; at += SAMPLE_RATE / 100) {
      const samples = sine(TONE_HZ, at);
      await source.captureFrame(new rtc.AudioFrame(samples, SAMPLE_RATE, 1, samples.length));
    }
  })();
  return async () => {
    going = false;
    await done;
    await track.close();
  };
}

// Publishes a picture whose brightness changes, until `stop` is called.
async function publishPicture(room, { codec = rtc.VideoCodec.VP8, simulcast = false, ...more } = {}) {
  const [width, height] = simulcast ? [1280, 720] : [640, 360];
  const source = new rtc.VideoSource(width, height);
  const track = rtc.LocalVideoTrack.createVideoTrack("picture", source);
  const options = new rtc.TrackPublishOptions({
    source: rtc.TrackSource.SOURCE_CAMERA,
    videoCodec: codec,
    simulcast,
    ...more,
  });
  await room.localParticipant.publishTrack(track, options);
  let count = 0;
  const timer = setInterval(() => {
    const data = new Uint8Array((width * height * 3) / 2).fill(128);
    data.fill(40 + (count++ % 30) * 5, 0, width * height);
    source.captureFrame(new rtc.VideoFrame(data, width, height, rtc.VideoBufferType.I420));
  }, 33);
  return async () => {
    clearInterval(timer);
    await track.close();
  };
}

// How its media is encrypted, as the client itself tells.
async function srtpCipher(room) {
  const { publisherStats } = await room.getRtcStats();
  return /"srtpCipher":"(\w+)"/.exec(
    JSON.stringify(publisherStats, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
  )?.[1];
}

// Reads frames until `enough` says so or the patience is at its end; gives what `enough` gave.
async function read(stream, patienceMs, enough) {
  const reader = stream.getReader();
  const timer = setTimeout(() => reader.cancel(), patienceMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      const answer = enough(value);
      if (answer) return answer;
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
}

// The tone, once it clearly is the loudest thing.
function findTone(track) {
  let samples = [];
  return read(new rtc.AudioStream(track, SAMPLE_RATE, 1), 20_000, (frame) => {
    samples.push(...frame.data);
    if (samples.length < FFT_SIZE) return undefined;
    const found = loudest(samples.slice(0, FFT_SIZE));
    samples = samples.slice(FFT_SIZE);
    return found.share > 0.8 ? found : undefined;
  });
}

test("two rooms of rtc-node hear each other's tone", { timeout: 60_000 }, async (t) => {
  const [a, b] = await Promise.all([join("tone", "a"), join("tone", "b")]);
  const atB = subscribed(b, rtc.TrackKind.KIND_AUDIO);
  const atA = subscribed(a, rtc.TrackKind.KIND_AUDIO);
  const stops = await Promise.all([publishTone(a), publishTone(b)]);
  for (const { track, participant } of await Promise.all([atB, atA])) {
    const found = await findTone(track);
    assert.ok(found, `no tone from ${participant.identity}`);
    t.diagnostic(`${participant.identity}: ${found.frequencyHz.toFixed(1)} Hz, ${found.share.toFixed(3)} of the energy`);
    assert.ok(Math.abs(found.frequencyHz - TONE_HZ) < 10, `${found.frequencyHz} Hz`);
  }
  assert.equal(await srtpCipher(a), "AEAD_AES_128_GCM");
  await Promise.all(stops.map((stop) => stop()));
  await Promise.all([a.disconnect(), b.disconnect()]);
});

for (const [name, options] of [
  ["VP8", {}],
  ["VP8 simulcast", { simulcast: true }],
  ["H264", { codec: rtc.VideoCodec.H264 }],
  ["H264 simulcast", { codec: rtc.VideoCodec.H264, simulcast: true }],
  ["VP9", { codec: rtc.VideoCodec.VP9 }],
  ["AV1", { codec: rtc.VideoCodec.AV1 }],
  ["a screen", { source: rtc.TrackSource.SOURCE_SCREENSHARE }],
]) {
  test(`frames of ${name} arrive and move`, { timeout: 60_000 }, async (t) => {
    const [a, b] = await Promise.all([join(`picture of ${name}`, "a"), join(`picture of ${name}`, "b")]);
    const arrived = subscribed(b, rtc.TrackKind.KIND_VIDEO);
    const stop = await publishPicture(a, options);
    const { track, publication } = await arrived;
    assert.equal(publication.source, options.source ?? rtc.TrackSource.SOURCE_CAMERA);
    const brightness = new Set();
    let size = "";
    await read(new rtc.VideoStream(track), 30_000, ({ frame }) => {
      brightness.add(frame.convert(rtc.VideoBufferType.I420).data[1000]);
      size = `${frame.width}x${frame.height}`;
      return brightness.size >= 10;
    });
    t.diagnostic(`${brightness.size} different pictures, the last of ${size}`);
    assert.ok(brightness.size >= 10, `${brightness.size} different pictures`);
    await stop();
    await Promise.all([a.disconnect(), b.disconnect()]);
  });
}

test("rtc-node hears and sees a simulated site", { timeout: 60_000 }, async () => {
  const sites = new Sites(server, ["--room", "mixed", "--sites", 1]);
  await sites.allHaveMedia();
  const room = new rtc.Room();
  const audio = subscribed(room, rtc.TrackKind.KIND_AUDIO);
  const video = subscribed(room, rtc.TrackKind.KIND_VIDEO);
  await room.connect(server.url, await token("mixed", "watcher"), { autoSubscribe: true, dynacast: false });
  const { track: sound, participant } = await audio;
  assert.match(participant.name, /^Điểm cầu /);
  const heard = await read(new rtc.AudioStream(sound, SAMPLE_RATE, 1), 20_000, (frame) =>
    frame.data.some((sample) => Math.abs(sample) > 1000),
  );
  assert.ok(heard, "the site's speech is heard");
  let frames = 0;
  const seen = await read(new rtc.VideoStream((await video).track), 20_000, ({ frame }) => {
    frames += frame.width === 640 && frame.height === 360 ? 1 : 0;
    return frames >= 30;
  });
  assert.ok(seen, `${frames} pictures of the site`);
  await sites.end();
  await until("the site to be gone from the room", 2000, () => room.remoteParticipants.size === 0);
  await room.disconnect();
});

test("a forged token cannot join", { timeout: 30_000 }, async () => {
  const room = new rtc.Room();
  const forged = await token("tone", "intruder", { secret: "wrong" });
  await assert.rejects(room.connect(server.url, forged, { autoSubscribe: true, dynacast: false }));
});
