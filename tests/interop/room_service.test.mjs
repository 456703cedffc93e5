// Every method of RoomService by livekit-server-sdk against the real server, with rtc-node inside
// the room to see what comes of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import * as rtc from "@livekit/rtc-node";
import {
  AccessToken,
  AgentDispatchClient,
  DataPacket_Kind,
  EgressClient,
  IngressClient,
  RoomServiceClient,
  SipClient,
  TrackSource,
} from "livekit-server-sdk";
import { API_KEY, API_SECRET, Server, until } from "./programs.mjs";
import { token } from "./tokens.mjs";
import { SAMPLE_RATE, sine } from "./tone.mjs";

const PATIENCE_MS = 15_000;
let server;
let api;
before(async () => {
  server = await Server.start();
  api = new RoomServiceClient(server.url, API_KEY, API_SECRET);
});
after(async () => {
  await rtc.dispose();
  await server?.stop();
});

async function join(name, identity) {
  const room = new rtc.Room();
  await room.connect(server.url, await token(name, identity), { autoSubscribe: true, dynacast: false });
  return room;
}

// Resolves with what the event brings. Ask before it can happen.
function event(room, name, patienceMs = PATIENCE_MS) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`waited in vain for ${name}`)), patienceMs);
    room.once(name, (...args) => {
      clearTimeout(timer);
      resolve(args);
    });
  });
}

async function publishVoice(room) {
  const source = new rtc.AudioSource(SAMPLE_RATE, 1);
  const track = rtc.LocalAudioTrack.createAudioTrack("voice", source);
  const options = new rtc.TrackPublishOptions({ source: rtc.TrackSource.SOURCE_MICROPHONE });
  const { sid } = await room.localParticipant.publishTrack(track, options);
  return { sid, source };
}

// A tone without end; call what it gives to end it.
function sound(source) {
  let sounds = true;
  const loop = (async () => {
    for (let at = 0; sounds; at += SAMPLE_RATE / 100) {
      const samples = sine(440, at);
      await source.captureFrame(new rtc.AudioFrame(samples, SAMPLE_RATE, 1, samples.length));
    }
  })();
  return () => {
    sounds = false;
    return loop;
  };
}

async function mediaPacketsSent() {
  const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  return Number(/^diemcau_rtp_sent_total\{shard="0"\} (\d+)$/m.exec(text)[1]);
}

// A room with a speaker and a listener who gets the speaker's voice.
async function talk(name) {
  const listener = await join(name, "listener");
  const subscribed = event(listener, rtc.RoomEvent.TrackSubscribed);
  const speaker = await join(name, "speaker");
  const { sid, source } = await publishVoice(speaker);
  await subscribed;
  const end = () => Promise.all([speaker.disconnect(), listener.disconnect()]);
  return { speaker, listener, sid, source, end };
}

// The error of a call that must not succeed.
async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return `${error.status} ${error.code}`;
  }
  throw new Error("the call was carried out");
}

test("rooms are created, listed and deleted", async () => {
  const made = await api.createRoom({
    name: "giao ban",
    metadata: "m",
    emptyTimeout: 60,
    departureTimeout: 7,
    maxParticipants: 1,
  });
  assert.match(made.sid, /^RM_/);
  assert.equal(made.metadata, "m");
  assert.deepEqual([made.emptyTimeout, made.departureTimeout, made.maxParticipants], [60, 7, 1]);
  assert.deepEqual((await api.listRooms(["giao ban"])).map((room) => room.sid), [made.sid]);
  assert.equal((await api.listRooms(["no such room"])).length, 0);
  const only = await join("giao ban", "only");
  await assert.rejects(join("giao ban", "one too many"));
  const gone = event(only, rtc.RoomEvent.Disconnected);
  await api.deleteRoom("giao ban");
  assert.deepEqual(await gone, [rtc.DisconnectReason.ROOM_DELETED]);
  assert.equal((await api.listRooms(["giao ban"])).length, 0);
  assert.equal(await refusal(api.deleteRoom("giao ban")), "404 not_found");
});

test("participants are listed, described and told of by their tracks", async () => {
  const { sid, end } = await talk("people");
  const all = await api.listParticipants("people");
  assert.deepEqual(all.map((one) => one.identity).sort(), ["listener", "speaker"]);
  const speaker = await api.getParticipant("people", "speaker");
  assert.deepEqual(speaker.tracks.map((track) => track.sid), [sid]);
  assert.equal(speaker.tracks[0].source, TrackSource.MICROPHONE);
  assert.equal(await refusal(api.getParticipant("people", "nobody")), "404 not_found");
  assert.equal(await refusal(api.listParticipants("no such room")), "404 not_found");
  await end();
});

test("room metadata reaches everyone", async () => {
  const room = await join("metadata", "reader");
  const changed = event(room, rtc.RoomEvent.RoomMetadataChanged);
  const answer = await api.updateRoomMetadata("metadata", "the agenda");
  assert.equal(answer.metadata, "the agenda");
  await changed;
  assert.equal(room.metadata, "the agenda");
  await room.disconnect();
});

test("a participant is described anew, and loses what it may no longer publish", async () => {
  const { listener, sid, end } = await talk("update");
  const renamed = event(listener, rtc.RoomEvent.ParticipantNameChanged);
  const answer = await api.updateParticipant("update", "speaker", {
    name: "The Speaker",
    metadata: "m",
    attributes: { unit: "7" },
  });
  assert.equal(answer.name, "The Speaker");
  await renamed;
  const seen = listener.remoteParticipants.get("speaker");
  assert.equal(seen.name, "The Speaker");
  await until("the attributes", PATIENCE_MS, () => seen.attributes.unit === "7");
  const unpublished = event(listener, rtc.RoomEvent.TrackUnpublished);
  await api.updateParticipant("update", "speaker", {
    permission: { canPublish: false, canSubscribe: true, canPublishData: true },
  });
  assert.equal((await unpublished)[0].sid, sid);
  const after = await api.getParticipant("update", "speaker");
  assert.equal(after.permission.canPublish, false);
  assert.equal(after.tracks.length, 0);
  await end();
});

test("a published track is muted; unmuting has to be allowed", async () => {
  const { listener, sid, end } = await talk("mute");
  const muted = event(listener, rtc.RoomEvent.TrackMuted);
  assert.equal((await api.mutePublishedTrack("mute", "speaker", sid, true)).muted, true);
  assert.equal((await muted)[0].sid, sid);
  assert.equal(
    await refusal(api.mutePublishedTrack("mute", "speaker", sid, false)),
    "412 failed_precondition",
  );
  assert.equal(await refusal(api.mutePublishedTrack("mute", "speaker", "TR_x", true)), "404 not_found");
  await end();

  const other = await Server.start(["--remote-unmute"]);
  const allowed = new RoomServiceClient(other.url, API_KEY, API_SECRET);
  const room = new rtc.Room();
  await room.connect(other.url, await token("mute", "speaker"), { autoSubscribe: true });
  const publication = await publishVoice(room);
  await allowed.mutePublishedTrack("mute", "speaker", publication.sid, true);
  assert.equal(
    (await allowed.mutePublishedTrack("mute", "speaker", publication.sid, false)).muted,
    false,
  );
  await room.disconnect();
  await other.stop();
});

test("subscriptions are taken away and given again", async () => {
  const { sid, source, end } = await talk("subscriptions");
  const quiet = sound(source);
  const flows = async () => {
    const before = await mediaPacketsSent();
    await sleep(300);
    return (await mediaPacketsSent()) > before;
  };
  await until("sound to flow", PATIENCE_MS, flows);
  await api.updateSubscriptions("subscriptions", "listener", [sid], false);
  await until("sound to stop", PATIENCE_MS, async () => !(await flows()));
  await api.updateSubscriptions("subscriptions", "listener", [sid], true);
  await until("sound to flow again", PATIENCE_MS, flows);
  assert.equal(
    await refusal(api.updateSubscriptions("subscriptions", "listener", ["TR_x"], true)),
    "404 not_found",
  );
  await quiet();
  await end();
});

test("a participant is removed and may come again", async () => {
  const { speaker, listener } = await talk("remove");
  const gone = event(speaker, rtc.RoomEvent.Disconnected);
  const seen = event(listener, rtc.RoomEvent.ParticipantDisconnected);
  await api.removeParticipant("remove", "speaker");
  assert.deepEqual(await gone, [rtc.DisconnectReason.PARTICIPANT_REMOVED]);
  assert.equal((await seen)[0].identity, "speaker");
  const again = await join("remove", "speaker");
  await Promise.all([again.disconnect(), listener.disconnect()]);
});

test("what is not offered says so", async () => {
  const room = await join("not offered", "someone");
  const name = "not offered";
  for (const call of [
    () => api.moveParticipant(name, "someone", "elsewhere"),
    () => api.forwardParticipant(name, "someone", "elsewhere"),
    () => api.removeParticipant(name, "someone", { revokeTokenTs: 1n }),
    () => new EgressClient(server.url, API_KEY, API_SECRET).listEgress(),
    () => new IngressClient(server.url, API_KEY, API_SECRET).listIngress(),
    () => new SipClient(server.url, API_KEY, API_SECRET).listSipInboundTrunk(),
    () => new AgentDispatchClient(server.url, API_KEY, API_SECRET).listDispatch(name),
  ]) {
    assert.equal(await refusal(call()), "501 unimplemented", call.toString());
  }
  await room.disconnect();
});

test("without the right nothing is done", async () => {
  const { end, sid } = await talk("rights");
  const bearer = async (grant) => {
    const access = new AccessToken(API_KEY, API_SECRET, { identity: "curious", ttl: "10m" });
    access.addGrant(grant);
    return new RoomServiceClient(server.url, undefined, undefined, { token: await access.toJwt() });
  };
  // Everything but what the calls below need.
  const weak = await bearer({ room: "rights", roomJoin: true });
  const elsewhere = await bearer({ room: "elsewhere", roomAdmin: true });
  const calls = [
    (by) => by.listParticipants("rights"),
    (by) => by.getParticipant("rights", "speaker"),
    (by) => by.removeParticipant("rights", "speaker"),
    (by) => by.mutePublishedTrack("rights", "speaker", sid, true),
    (by) => by.updateParticipant("rights", "speaker", { name: "x" }),
    (by) => by.updateSubscriptions("rights", "listener", [sid], false),
    (by) => by.sendData("rights", new Uint8Array([1]), DataPacket_Kind.RELIABLE, {}),
    (by) => by.updateRoomMetadata("rights", "x"),
    (by) => by.createRoom({ name: "another" }),
    (by) => by.deleteRoom("rights"),
    (by) => by.listRooms(),
  ];
  for (const by of [weak, elsewhere]) {
    for (const call of calls) {
      assert.equal(await refusal(call(by)), "403 permission_denied", call.toString());
    }
  }
  const wrong = new RoomServiceClient(server.url, API_KEY, "another secret");
  assert.equal(await refusal(wrong.listRooms()), "401 unauthenticated");
  assert.equal((await api.listParticipants("rights")).length, 2);
  await end();
});
