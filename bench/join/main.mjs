// ./x bench join: people join one room through the public protocol (WebSocket, ICE, DTLS), one of
// them with picture and sound, the others only listen. What a join costs the server, and whether
// that grows with the room. One JSON line for each size.
import { join } from "node:path";
import { cpuSeconds, metrics, residentBytes, sleep, startDiemcau, startSites } from "../common/servers.mjs";

const kSizes = [500, 1000, 2000, 4000];
const kPort = 17970;
const kPatience_ms = 90_000;
const kSteady_ms = 4000;

const build = process.env.DIEMCAU_BENCH_BUILD ?? "build/release";
const clips = process.env.DIEMCAU_BENCH_CLIPS ?? "build/clips";

async function speak(server) {
  const flags = ["--sites", "1", "--clip", join(clips, "site-00.ivf"), "--clips", clips];
  const site = startSites(build, server, "bench", ...flags, "--prefix", "speaker-");
  if (!(await site.ready(10_000))) throw new Error("the speaker has no media");
  return site;
}

async function look(server) {
  const all = await metrics(server);
  return {
    cpu_s: cpuSeconds(server.pid),
    at_ms: performance.now(),
    messages: all.get("diemcau_signal_messages_sent_total"),
    bytes: all.get("diemcau_signal_bytes_sent_total"),
    joins: all.get("diemcau_joins_total"),
    resident: residentBytes(server.pid),
  };
}

const round = (value, digits) => Number(value.toFixed(digits));

async function measure(size) {
  const server = await startDiemcau(build, kPort);
  const speaker = await speak(server);
  const before = await look(server);
  const crowd = startSites(build, server, "bench", "--listeners", `${size}`);
  const ready = await crowd.ready(kPatience_ms);
  const after = await look(server);
  await sleep(kSteady_ms);
  const later = await look(server);
  const report = await crowd.stop();
  await speaker.stop();
  await server.stop();
  const joins = after.joins - before.joins;
  return {
    bench: "join",
    participants: size,
    all_have_media: ready,
    joins_per_second: round((joins * 1000) / (after.at_ms - before.at_ms), 1),
    cpu_ms_per_join: round(((after.cpu_s - before.cpu_s) * 1000) / joins, 3),
    messages_per_join: round((after.messages - before.messages) / joins, 2),
    bytes_per_join: Math.round((after.bytes - before.bytes) / joins),
    resident_bytes_per_participant: Math.round((after.resident - before.resident) / joins),
    steady_cpu: round(((later.cpu_s - after.cpu_s) * 1000) / (later.at_ms - after.at_ms), 3),
    join_ms: report.join_ms,
    first_frame_ms: report.first_frame_ms,
    reconnects: report.reconnects,
  };
}

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : kSizes;
for (const size of sizes) console.log(JSON.stringify(await measure(size)));
