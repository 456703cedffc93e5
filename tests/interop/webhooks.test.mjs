// Webhooks of the real server, verified by livekit-server-sdk's own receiver.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import * as rtc from "@livekit/rtc-node";
import { RoomServiceClient, WebhookReceiver } from "livekit-server-sdk";
import { API_KEY, API_SECRET, Server, until } from "./programs.mjs";
import { token } from "./tokens.mjs";
import { SAMPLE_RATE } from "./tone.mjs";

const PATIENCE_MS = 15_000;

// A backend that is told of what happens. It keeps what came, as it came.
class Backend {
  static async start(statusOf) {
    const backend = new Backend();
    backend.posts = [];
    backend.http = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text) => (body += text));
      request.on("end", () => {
        const post = { body, header: request.headers.authorization, type: request.headers["content-type"] };
        backend.posts.push(post);
        const status = statusOf(backend.posts.length);
        if (status > 0) response.writeHead(status).end();
      });
    }).listen(0, "127.0.0.1");
    await once(backend.http, "listening");
    backend.url = `http://127.0.0.1:${backend.http.address().port}/hook?from=diemcau`;
    return backend;
  }
  stop() {
    this.http.closeAllConnections();
    this.http.close();
  }
}

const receiver = new WebhookReceiver(API_KEY, API_SECRET);
let server;
let good; // refuses the first two tries
let silent; // takes everything and never answers
before(async () => {
  good = await Backend.start((count) => (count <= 2 ? 500 : 200));
  silent = await Backend.start(() => 0);
  server = await Server.start(["--webhook-urls", good.url, "--webhook-urls", silent.url]);
});
after(async () => {
  await rtc.dispose();
  await server?.stop();
  good?.stop();
  silent?.stop();
});

test("a conference from its beginning to its end, in order and signed", async () => {
  const api = new RoomServiceClient(server.url, API_KEY, API_SECRET);
  const room = new rtc.Room();
  await api.createRoom({ name: "hooks", metadata: "m" });
  await room.connect(server.url, await token("hooks", "speaker"), { autoSubscribe: true });
  const source = new rtc.AudioSource(SAMPLE_RATE, 1);
  const track = rtc.LocalAudioTrack.createAudioTrack("voice", source);
  const options = new rtc.TrackPublishOptions({ source: rtc.TrackSource.SOURCE_MICROPHONE });
  const { sid } = await room.localParticipant.publishTrack(track, options);
  await until("the track to be published", PATIENCE_MS, async () => {
    return (await api.getParticipant("hooks", "speaker")).tracks.length === 1;
  });
  await room.disconnect();
  await until("the participant to be gone", PATIENCE_MS, async () => {
    return (await api.listParticipants("hooks")).length === 0;
  });
  await api.deleteRoom("hooks");

  const expected = [
    "room_started",
    "participant_joined",
    "track_published",
    "track_unpublished",
    "participant_left",
    "room_finished",
  ];
  await until("all webhooks", PATIENCE_MS, () => good.posts.length >= expected.length + 2);
  for (const { type } of good.posts) assert.equal(type, "application/webhook+json");
  const events = [];
  for (const { body, header } of good.posts) events.push(await receiver.receive(body, header));
  // The first was tried three times, and is the same each time.
  assert.deepEqual(events.map((event) => event.event), ["room_started", "room_started", ...expected]);
  assert.equal(new Set(events.slice(0, 3).map((event) => event.id)).size, 1);
  assert.equal(new Set(events.map((event) => event.id)).size, expected.length);
  const [started, joined, published, unpublished, left] = events.slice(2);
  for (const event of events) {
    assert.equal(event.room.name, "hooks");
    assert.equal(event.room.metadata, "m");
    assert.ok(Math.abs(Number(event.createdAt) - Date.now() / 1000) < 60);
  }
  assert.match(started.room.sid, /^RM_/);
  for (const event of [joined, published, unpublished, left]) {
    assert.equal(event.participant.identity, "speaker");
    assert.match(event.participant.sid, /^PA_/);
  }
  assert.equal(joined.participant.state, 2); // ACTIVE
  assert.equal(published.track.sid, sid);
  assert.equal(unpublished.track.sid, sid);
});

test("a body or a secret that is not the right one does not verify", async () => {
  const { body, header } = good.posts[0];
  await assert.rejects(receiver.receive(body.replace("hooks", "hacks"), header));
  await assert.rejects(new WebhookReceiver(API_KEY, "another secret").receive(body, header));
});

test("a backend that never answers holds up nobody else", () => {
  assert.equal(silent.posts.length >= 1, true);
  assert.equal(good.posts.length, 8);
});
