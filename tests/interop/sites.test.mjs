// Simulated sites against the real server: nothing is lost, and everyone comes back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server, Sites, until } from "./programs.mjs";

const PUBLISHERS = 4;
const LISTENERS = 8;

let server;
before(async () => (server = await Server.start()));
after(() => server?.stop());

test("4 sites talk, 8 listen for 10 s: nothing is lost, the first frame comes within 1 s", async (t) => {
  const room = ["--room", "listening"];
  const sites = new Sites(server, [...room, "--sites", PUBLISHERS, "--turn-seconds", 2]);
  await sites.allHaveMedia();
  const listeners = new Sites(server, [...room, "--listeners", LISTENERS, "--seconds", 10]);
  const heard = await listeners.report();
  await sites.end();
  const sent = await sites.report();
  t.diagnostic(JSON.stringify(heard));
  assert.equal(sent.joined, PUBLISHERS);
  assert.equal(heard.joined, LISTENERS);
  assert.equal(heard.video_streams_min, PUBLISHERS, "every listener decodes every site");
  assert.equal(heard.audio_streams_min, PUBLISHERS, "every listener hears every site");
  assert.equal(heard.lost, 0);
  assert.equal(heard.stray, 0);
  // On a busy machine a picture may stutter; none stands still.
  assert.ok(heard.longest_gap_ms < 1000, `a picture stood still for ${heard.longest_gap_ms} ms`);
  assert.equal(heard.reconnects, 0);
  // 30 pictures a second of 4 sites at 8 listeners, of which joining may take a second.
  assert.ok(heard.frames > 9 * 30 * PUBLISHERS * LISTENERS * 0.9, `${heard.frames} frames`);
  assert.ok(heard.first_frame_ms.p95 < 1000, `first frame p95 ${heard.first_frame_ms.p95} ms`);
});

// Everyone is in, the server goes by `leave`, is found gone by everyone, and comes back.
async function comeBack(t, name, leave) {
  const room = ["--room", name];
  const sites = new Sites(server, [...room, "--sites", PUBLISHERS]);
  await sites.allHaveMedia();
  const listeners = new Sites(server, [...room, "--listeners", LISTENERS]);
  await listeners.allHaveMedia();
  await leave();
  await Promise.all([
    sites.says(/Connection refused/, 5000),
    listeners.says(/Connection refused/, 5000),
  ]);
  const listening = await server.listen();
  await Promise.all([
    sites.says(/have media again/, 10_000),
    listeners.says(/have media again/, 10_000),
  ]);
  await Promise.all([sites.end(), listeners.end()]);
  for (const program of [sites, listeners]) {
    const report = await program.report();
    const back = report.back_at_ms - listening;
    t.diagnostic(`back ${back.toFixed(0)} ms after the server listened; ${report.reconnects} rejoins`);
    assert.equal(report.reconnects, report.sites, "each came back once");
    assert.ok(back < 5000, `back after ${back} ms`);
  }
}

test("the server is killed and started: all have media within 5 s of it listening", (t) =>
  comeBack(t, "killed", () => server.kill()));

test("the server is stopped and started: all have media within 5 s of it listening", (t) =>
  comeBack(t, "stopped", () => server.stop()));

test("a site that leaves is gone for the others, and one that comes late is seen", async () => {
  const room = ["--room", "coming-and-going"];
  const first = new Sites(server, [...room, "--sites", 1, "--prefix", "first-"]);
  await first.allHaveMedia();
  const listener = new Sites(server, [...room, "--listeners", 1]);
  await listener.allHaveMedia();
  const second = new Sites(server, [...room, "--sites", 2, "--prefix", "second-"]);
  await second.allHaveMedia();
  await first.end();
  assert.equal((await first.report()).reconnects, 0);
  await until("the listener to be alive", 1000, () => listener.alive);
  // The latecomers' pictures, once they are there, are decoded without a gap.
  const watcher = new Sites(server, [...room, "--listeners", 1, "--prefix", "w-", "--seconds", 3]);
  const watched = await watcher.report();
  assert.equal(watched.video_streams_min, 2);
  await Promise.all([second.end(), listener.end()]);
  const heard = await listener.report();
  assert.equal(heard.video_streams_min, 3);
  assert.equal(heard.lost, 0);
});
