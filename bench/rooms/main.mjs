// ./x bench rooms [ROOMS...]: many small rooms of one who speaks and three who listen. What one more
// such room costs the server: the slope of its CPU time over the number of rooms, and its memory.
import { join } from "node:path";
import { cpuSeconds, cpuTimes, residentBytes, sleep, startDiemcau, startSites } from "../common/servers.mjs";

const kRooms = [25, 50, 100];
const kListeners = 3;
const kPort = 17990;
const kPatience_ms = 60_000;
const kSettle_ms = 2000;
const kMeasured_ms = 8000;

const build = process.env.DIEMCAU_BENCH_BUILD ?? "build/release";
const clips = process.env.DIEMCAU_BENCH_CLIPS ?? "build/clips";

async function measure(rooms) {
  const server = await startDiemcau(build, kPort);
  const empty = residentBytes(server.pid);
  const sites = startSites(build, server, "bench", "--rooms", `${rooms}`, "--sites", "1", "--listeners",
    `${kListeners}`, "--clip", join(clips, "site-00.ivf"), "--clips", clips, "--turn-seconds", "3600");
  const ready = await sites.ready(kPatience_ms);
  await sleep(kSettle_ms);
  const before = { cpu_s: cpuSeconds(server.pid), at_ms: performance.now(), all: cpuTimes() };
  await sleep(kMeasured_ms);
  const wall_s = (performance.now() - before.at_ms) / 1000;
  const cpu_s = cpuSeconds(server.pid) - before.cpu_s;
  const all = cpuTimes();
  const resident = residentBytes(server.pid);
  const report = await sites.stop();
  await server.stop();
  return {
    rooms,
    all_have_media: ready,
    cpu: cpu_s / wall_s,
    steal: (all.steal - before.all.steal) / (all.total - before.all.total),
    resident_bytes_per_room: Math.round((resident - empty) / rooms),
    delivered: report.packets / Math.max(1, report.packets + report.lost),
    freezes: report.freezes,
    join_ms: report.join_ms,
  };
}

// Least squares, in µs of CPU a room and second.
function slope(points) {
  const mean = (f) => points.reduce((sum, one) => sum + f(one), 0) / points.length;
  const rooms = mean((one) => one.rooms);
  const cpu = mean((one) => one.cpu);
  const over = mean((one) => (one.rooms - rooms) * (one.cpu - cpu));
  return (over / mean((one) => (one.rooms - rooms) ** 2)) * 1e6;
}

const points = [];
for (const rooms of process.argv.length > 2 ? process.argv.slice(2).map(Number) : kRooms) {
  points.push(await measure(rooms));
  console.error(JSON.stringify(points.at(-1)));
}
const line = {
  bench: "rooms",
  participants_per_room: 1 + kListeners,
  device: "loopback, every receiver decrypts",
  delivered_min: Math.min(...points.map((one) => one.delivered)),
  steal_max: Math.max(...points.map((one) => one.steal)),
  points: points.map((one) => [one.rooms, Number(one.cpu.toFixed(4)), one.resident_bytes_per_room]),
};
if (points.length > 1) {
  line.cpu_us_per_room_second = Math.round(slope(points));
  line.cpu_us_per_receiver_second = Math.round(slope(points) / kListeners);
}
console.log(JSON.stringify(line));
