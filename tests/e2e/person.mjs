// One person at the page: does what a person does, sees what a person sees, and reads the
// browser's own counters.
import { afterTest, expect, kPatienceMs, onFailure, until } from "./harness.mjs";

// Keeps every peer connection of the page at hand, for its statistics.
const kKeepConnections = () => {
  const Native = window.RTCPeerConnection;
  window.connections = [];
  window.RTCPeerConnection = class extends Native {
    constructor(...parts) {
      super(...parts);
      window.connections.push(this);
    }
  };
};

const kFlowFields = [
  ...["type", "mid", "rid", "ssrc", "active", "codec", "frameHeight", "packetsLost", "pliCount"],
  ...["packetsSent", "framesEncoded", "keyFramesEncoded", "qualityLimitationReason"],
  ...["packetsReceived", "framesReceived", "framesDecoded", "keyFramesDecoded"],
];
const kDesk = { width: 1280, height: 800 };

export async function openPage(browser, options = {}) {
  const { locale = "vi-VN", viewport = kDesk, keep = false, before = null, ...rest } = options;
  const context = await browser.newContext({ locale, viewport, ...rest });
  context.setDefaultTimeout(kPatienceMs);
  const page = await context.newPage();
  const person = new Person(context, page);
  await page.addInitScript(kKeepConnections);
  if (before) await page.addInitScript(before);
  page.on("pageerror", (error) => person.errors.push(error.message));
  page.on("request", (request) => person.requests.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error") person.complaints.push(message.text());
    person.said.push(`${Math.round(performance.now())} ${message.type()} ${message.text()}`);
  });
  onFailure(() => person.describe());
  if (!keep) afterTest(() => context.close());
  return person;
}

// Through the lobby into the room.
export async function joinRoom(browser, server, room, name, options = {}) {
  const person = await openPage(browser, options);
  await person.setPreferences(server, { name, ...options.preferences });
  await person.page.goto(`${server.origin}/r/${encodeURIComponent(room)}${options.query ?? ""}`);
  await person.enter(options);
  return person;
}

export class Person {
  errors = [];
  requests = [];
  complaints = [];
  said = [];

  constructor(context, page) {
    this.context = context;
    this.page = page;
  }

  // What the page would remember from another day.
  async setPreferences(server, preferences) {
    await this.page.addInitScript(
      ([origin, stored]) => {
        if (location.origin !== origin || localStorage.getItem("diemcau.preferences")) return;
        localStorage.setItem("diemcau.preferences", stored);
      },
      [server.origin, JSON.stringify(preferences)],
    );
  }

  // `devices`: how many of camera and microphone the lobby has to open first.
  async enter({ devices = 2 } = {}) {
    if (devices > 0) await this.devicesReady(devices);
    await this.page.click(devices > 0 ? ".lobby-actions .button-main" : ".lobby-actions .button-quiet");
    await this.page.waitForSelector(".room");
  }

  devicesReady(wanted = 2) {
    const open = this.page.locator(".round[data-open=true]");
    return until(async () => (await open.count()) >= wanted, `${wanted} devices open in the lobby`);
  }

  names() {
    return this.page.$$eval(".tile[data-kind=camera] .caption-name", (found) =>
      found.map((one) => one.textContent),
    );
  }

  async sees(...names) {
    const wanted = [...names].sort().join();
    await until(async () => (await this.names()).sort().join() === wanted, `sees ${wanted}`);
  }

  tile(name, kind = "camera") {
    return this.page.locator(`.tile[data-kind=${kind}]`).filter({ hasText: name });
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  // Frames drawn by the <video> of a tile, and how large they are.
  picture(name, kind = "camera") {
    return this.tile(name, kind)
      .locator("video")
      .evaluate((video) => ({
        frames: video.getVideoPlaybackQuality().totalVideoFrames,
        width: video.videoWidth,
        height: video.videoHeight,
      }));
  }

  // The picture of someone moves: `more` further frames have been decoded and drawn.
  async seesMoving(name, { more = 10, kind = "camera" } = {}) {
    await this.tile(name, kind).locator("video").waitFor();
    let first = null;
    return until(async () => {
      const now = await this.picture(name, kind);
      // A new element begins to count anew.
      if (first === null || now.frames < first) first = now.frames;
      return now.width > 0 && now.frames >= first + more ? now : null;
    }, `${name}'s picture moves`);
  }

  // The fake microphone beeps, and who is heard is marked.
  hears(name) {
    const tile = this.page.locator(".tile[data-speaking]").filter({ hasText: name });
    return tile.waitFor();
  }

  // All entries of a kind from all peer connections that are open.
  async statistics(type) {
    return this.page.evaluate(async (wanted) => {
      const found = [];
      for (const connection of window.connections) {
        if (connection.connectionState === "closed") continue;
        const report = await connection.getStats();
        const all = [...report.values()];
        for (const one of all.filter((entry) => entry.type === wanted)) {
          const codec = report.get(one.codecId)?.mimeType ?? null;
          found.push({ ...one, codec });
        }
      }
      return found;
    }, type);
  }

  async inbound(kind) {
    return (await this.statistics("inbound-rtp")).filter((entry) => entry.kind === kind);
  }

  async outbound(kind) {
    return (await this.statistics("outbound-rtp")).filter((entry) => entry.kind === kind);
  }

  // What a failed test wants to know: who is seen, what flows, what the browser said.
  async describe() {
    const flows = [...(await this.inbound("video")), ...(await this.outbound("video"))];
    return [
      `page ${this.page.url()} sees ${await this.names()}`,
      ...flows.map((flow) => JSON.stringify(flow, kFlowFields)),
      ...this.said.slice(-40),
    ].join("\n");
  }

  expectNoErrors() {
    expect(this.errors.length === 0, `errors in the page: ${this.errors.join("; ")}`);
  }
}
