// Data channels: messages, texts, streams of bytes and calls between rtc-node's participants, and
// from a backend.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as rtc from "@livekit/rtc-node";
import { PerformRpcRequest, PerformRpcResponse } from "@livekit/protocol";
import { AccessToken, DataPacket_Kind, RoomServiceClient } from "livekit-server-sdk";
import { API_KEY, API_SECRET, Server, until } from "./programs.mjs";
import { token } from "./tokens.mjs";

const PATIENCE_MS = 15_000;
let server;
before(async () => (server = await Server.start()));
after(async () => {
  await rtc.dispose();
  await server?.stop();
});

async function join(name, identity, grant) {
  const room = new rtc.Room();
  const messages = [];
  room.on(rtc.RoomEvent.DataReceived, (payload, from, kind, topic) =>
    messages.push({ text: Buffer.from(payload).toString(), from: from?.identity, kind, topic }),
  );
  await room.connect(server.url, await token(name, identity, grant), {
    autoSubscribe: true,
    dynacast: false,
  });
  return { room, messages, me: room.localParticipant };
}

async function meet(name, ...identities) {
  const people = await Promise.all(identities.map((one) => join(name, one)));
  await until("everyone to see each other", PATIENCE_MS, () =>
    people.every(({ room }) => room.remoteParticipants.size === people.length - 1),
  );
  return people;
}
const part = (people) => Promise.all(people.map(({ room }) => room.disconnect()));
const bytes = (text) => new TextEncoder().encode(text);

test("reliable messages reach everyone else, in order", async () => {
  const people = await meet("reliable", "lan", "minh", "hoa");
  const [lan, minh, hoa] = people;
  for (let i = 0; i < 50; i++) {
    await lan.me.publishData(bytes(`${i}`), { reliable: true, topic: "count" });
  }
  const expected = Array.from({ length: 50 }, (_, i) => `${i}`);
  for (const one of [minh, hoa]) {
    await until("fifty messages", PATIENCE_MS, () => one.messages.length === 50);
    assert.deepEqual(one.messages.map(({ text }) => text), expected);
    assert.equal(one.messages[0].from, "lan");
    assert.equal(one.messages[0].topic, "count");
    assert.equal(one.messages[0].kind, rtc.DataPacketKind.KIND_RELIABLE);
  }
  assert.equal(lan.messages.length, 0);
  await part(people);
});

test("a message goes only to those it names", async () => {
  const people = await meet("named", "lan", "minh", "hoa");
  const [lan, minh, hoa] = people;
  await lan.me.publishData(bytes("for hoa"), { reliable: true, destination_identities: ["hoa"] });
  await lan.me.publishData(bytes("for all"), { reliable: true });
  await until("both messages", PATIENCE_MS, () => hoa.messages.length === 2 && minh.messages.length === 1);
  assert.equal(minh.messages[0].text, "for all");
  await part(people);
});

test("lossy messages arrive", async () => {
  const people = await meet("lossy", "lan", "minh");
  const [lan, minh] = people;
  await until("a lossy message", PATIENCE_MS, async () => {
    await lan.me.publishData(bytes("now"), { reliable: false });
    return minh.messages.length > 0;
  });
  assert.equal(minh.messages[0].kind, rtc.DataPacketKind.KIND_LOSSY);
  await part(people);
});

test("texts and files go by streams", async () => {
  const people = await meet("streams", "lan", "minh");
  const [lan, minh] = people;
  const text = "Kính thưa hội nghị. ".repeat(5_000);
  const file = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251);
  const gotText = new Promise((resolve) => {
    minh.room.registerTextStreamHandler("note", async (reader, { identity }) =>
      resolve([await reader.readAll(), identity]),
    );
  });
  const gotFile = new Promise((resolve) => {
    minh.room.registerByteStreamHandler("file", async (reader) =>
      resolve(Buffer.concat(await reader.readAll())),
    );
  });
  await lan.me.sendText(text, { topic: "note" });
  const writer = await lan.me.streamBytes({ topic: "file", name: "f", totalSize: file.length });
  await writer.write(file);
  await writer.close();
  assert.deepEqual(await gotText, [text, "lan"]);
  assert.ok(Buffer.from(file).equals(await gotFile));
  await part(people);
});

test("calls are answered both ways, and one to nobody fails", async () => {
  const people = await meet("calls", "lan", "minh");
  const [lan, minh] = people;
  for (const { me } of people) {
    me.registerRpcMethod("greet", async ({ callerIdentity, payload }) => `${payload}, ${callerIdentity}`);
  }
  const call = (from, to) =>
    from.me.performRpc({ destinationIdentity: to, method: "greet", payload: "xin chào" });
  assert.equal(await call(lan, "minh"), "xin chào, lan");
  assert.equal(await call(minh, "lan"), "xin chào, minh");
  await assert.rejects(
    lan.me.performRpc({ destinationIdentity: "nobody", method: "greet", payload: "", responseTimeout: 2_000 }),
  );
  await part(people);
});

test("who may not send does not", async () => {
  const mute = await join("rights", "mute", { canPublishData: false });
  const ear = await join("rights", "ear");
  await mute.me.publishData(bytes("unheard"), { reliable: true }).catch(() => {});
  const loud = await join("rights", "loud");
  await loud.me.publishData(bytes("heard"), { reliable: true });
  await until("a message", PATIENCE_MS, () => ear.messages.length > 0);
  assert.deepEqual(ear.messages.map(({ text }) => text), ["heard"]);
  await part([mute, ear, loud]);
});

test("a backend sends to all and to some", async () => {
  const api = new RoomServiceClient(server.url, API_KEY, API_SECRET);
  const people = await meet("backend", "lan", "minh");
  const [lan, minh] = people;
  const send = (text, options) =>
    api.sendData("backend", bytes(text), DataPacket_Kind.RELIABLE, { topic: "t", ...options });
  await send("for minh", { destinationIdentities: ["minh"] });
  await send("for all", {});
  await until("the messages", PATIENCE_MS, () => minh.messages.length === 2 && lan.messages.length === 1);
  assert.deepEqual(
    minh.messages.map(({ text, topic, from }) => [text, topic, from]),
    [["for minh", "t", undefined], ["for all", "t", undefined]],
  );
  await assert.rejects(api.sendData("no such room", bytes("x"), DataPacket_Kind.RELIABLE, {}));
  await part(people);
});

// The SDK has no method for it yet: Twirp as it is, in the form that `as` names.
async function performRpc(request, as = "json") {
  const access = new AccessToken(API_KEY, API_SECRET, { ttl: "10m" });
  access.addGrant({ room: request.room, roomAdmin: true });
  const response = await fetch(`http://127.0.0.1:${server.port}/twirp/livekit.RoomService/PerformRpc`, {
    method: "POST",
    headers: { "Content-Type": `application/${as}`, Authorization: `Bearer ${await access.toJwt()}` },
    body: as === "json" ? JSON.stringify(request) : new PerformRpcRequest(request).toBinary(),
  });
  if (!response.ok) {
    const { code, msg } = await response.json();
    return `${response.status} ${code} ${msg}`;
  }
  if (as === "json") return (await response.json()).payload;
  return PerformRpcResponse.fromBinary(new Uint8Array(await response.arrayBuffer())).payload;
}

test("a backend calls a participant and gets its answer", async () => {
  const people = await meet("backend calls", "lan", "minh");
  const [lan] = people;
  lan.me.registerRpcMethod("greet", async ({ callerIdentity, payload }) => `${payload}, ${callerIdentity}`);
  lan.me.registerRpcMethod("refuse", async () => {
    throw new rtc.RpcError(42, "not now", "later");
  });
  lan.me.registerRpcMethod("sleep", () => new Promise(() => {}));
  const call = (destinationIdentity, method, payload = "xin chào", responseTimeoutMs = undefined, as = "json") =>
    performRpc({ room: "backend calls", destinationIdentity, method, payload, responseTimeoutMs }, as);
  for (const as of ["json", "protobuf"]) {
    assert.equal(await call("lan", "greet", "xin chào", 10_000, as), "xin chào, server");
    assert.match(await call("nobody", "greet", "", 0, as), /^404 not_found RpcError 1401/);
  }
  const many = await Promise.all(Array.from({ length: 20 }, (_, i) => call("lan", "greet", `${i}`)));
  assert.deepEqual(many, Array.from(many, (_, i) => `${i}, server`));
  assert.equal(await call("lan", "refuse"), "500 internal RpcError 42: not now: later");
  assert.match(await call("lan", "nothing"), /^400 invalid_argument RpcError 1400/);
  assert.match(await call("lan", "greet", "x".repeat(15 * 1024 + 1)), /^400 malformed RpcError 1402/);
  assert.match(await call("lan", "sleep", "", 3_000), /^408 canceled RpcError 1502/);
  const left = call("lan", "sleep", "", 20_000);
  // Behind the call on the same channel: once this is answered, the other has arrived.
  await call("lan", "greet");
  await lan.room.disconnect();
  assert.match(await left, /^503 unavailable RpcError 1503/);
  await part(people.slice(1));
});
