// Data channels between two Chromium with livekit-client itself, without our page around it.
import { createHmac } from "node:crypto";
import { openBrowser } from "./browsers.mjs";
import { expectEqual, kPatienceMs, test } from "./harness.mjs";
import { startServer } from "./server.mjs";

const kClient = new URL("../../web/node_modules/livekit-client/dist/livekit-client.umd.js", import.meta.url)
  .pathname;

function token(room, identity) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: "devkey", sub: identity, exp: Date.now() / 1000 + 600, video: { room, roomJoin: true } };
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createHmac("sha256", "secret").update(text).digest("base64url")}`;
}

// A page with one participant: `room`, and what it got: `messages`, `texts`, `files`.
async function enter(browser, server, room, identity) {
  const context = await browser.newContext({ bypassCSP: true });
  context.setDefaultTimeout(kPatienceMs);
  const page = await context.newPage();
  await page.goto(`${server.origin}/healthz`);
  await page.addScriptTag({ path: kClient });
  await page.evaluate(
    async ([url, jwt]) => {
      const { Room, RoomEvent } = globalThis.LivekitClient;
      const me = new Room();
      Object.assign(globalThis, { me, messages: [], texts: [], files: [] });
      me.on(RoomEvent.DataReceived, (payload, from, kind, topic) =>
        globalThis.messages.push([new TextDecoder().decode(payload), from?.identity, topic]),
      );
      me.registerTextStreamHandler("note", async (reader) => globalThis.texts.push(await reader.readAll()));
      me.registerByteStreamHandler("file", async (reader) => {
        const parts = await reader.readAll();
        globalThis.files.push(await new Blob(parts).arrayBuffer());
      });
      me.registerRpcMethod("greet", async ({ payload, callerIdentity }) => `${payload}, ${callerIdentity}`);
      await me.connect(url, jwt);
    },
    [server.origin.replace("http", "ws"), token(room, identity)],
  );
  return page;
}

const sees = (page, what, ...values) => page.waitForFunction(what, values);

async function meet(browser, server, room) {
  const pages = [await enter(browser, server, room, "lan"), await enter(browser, server, room, "minh")];
  for (const page of pages) await sees(page, () => globalThis.me.remoteParticipants.size === 1);
  return pages;
}

const send = (page, text, reliable) =>
  page.evaluate(
    ([payload, kind]) =>
      globalThis.me.localParticipant.publishData(new TextEncoder().encode(payload), {
        reliable: kind,
        topic: "t",
      }),
    [text, reliable],
  );

export async function run() {
  const server = await startServer();
  const browser = await openBrowser();

  await test("data: messages arrive once and in order, lossy ones too", async () => {
    const [lan, minh] = await meet(browser, server, "messages");
    for (let i = 0; i < 20; i++) await send(lan, `${i}`, true);
    await sees(minh, () => globalThis.messages.length >= 20);
    const got = await minh.evaluate(() => globalThis.messages);
    expectEqual(JSON.stringify(got), JSON.stringify(got.map((_, i) => [`${i}`, "lan", "t"])), "messages");
    await send(minh, "now", false);
    await sees(lan, () => globalThis.messages.some(([text]) => text === "now"));
  });

  await test("data: texts and files go by streams", async () => {
    const [lan, minh] = await meet(browser, server, "streams");
    const text = "Kính thưa hội nghị. ".repeat(3000);
    await lan.evaluate((value) => globalThis.me.localParticipant.sendText(value, { topic: "note" }), text);
    await sees(minh, () => globalThis.texts.length === 1);
    expectEqual(await minh.evaluate(() => globalThis.texts[0]), text, "text");
    await lan.evaluate(async () => {
      const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251);
      await globalThis.me.localParticipant.sendFile(new File([bytes], "f"), { topic: "file" });
    });
    await sees(minh, () => globalThis.files.length === 1);
    const right = await minh.evaluate(() => {
      const bytes = new Uint8Array(globalThis.files[0]);
      return bytes.length === 300_000 && bytes.every((one, i) => one === (i * 31) % 251);
    });
    expectEqual(right, true, "the file is the same");
  });

  await test("data: calls are answered both ways", async () => {
    const [lan, minh] = await meet(browser, server, "calls");
    const call = (page, to) =>
      page.evaluate(
        (destinationIdentity) =>
          globalThis.me.localParticipant.performRpc({ destinationIdentity, method: "greet", payload: "chào" }),
        to,
      );
    expectEqual(await call(lan, "minh"), "chào, lan", "answer of minh");
    expectEqual(await call(minh, "lan"), "chào, minh", "answer of lan");
  });

  await test("data: what was sent while the socket was cut arrives once", async () => {
    const [lan, minh] = await meet(browser, server, "resume");
    await send(lan, "before", true);
    await sees(minh, () => globalThis.messages.length === 1);
    await minh.evaluate(() => {
      const { RoomEvent } = globalThis.LivekitClient;
      globalThis.back = new Promise((resolve) => globalThis.me.once(RoomEvent.Reconnected, resolve));
      globalThis.lost = new Promise((resolve) =>
        globalThis.me.once(RoomEvent.SignalReconnecting, resolve),
      );
      globalThis.me.simulateScenario("signal-reconnect");
    });
    await minh.evaluate(() => globalThis.lost);
    for (let i = 0; i < 5; i++) await send(lan, `meanwhile ${i}`, true);
    await minh.evaluate(() => globalThis.back);
    await send(lan, "after", true);
    await sees(minh, () => globalThis.messages.at(-1)[0] === "after");
    const got = await minh.evaluate(() => globalThis.messages.map(([text]) => text).join());
    const meanwhile = Array.from({ length: 5 }, (_, i) => `meanwhile ${i}`);
    expectEqual(got, ["before", ...meanwhile, "after"].join(), "messages");
  });
}
