// ./x bench fanout --peer NAME=PATH: what one more receiver costs us and other servers, in one run.
// Each server forwards one site's picture (1.7 Mbit/s) and sound to simulated sites that decrypt
// and count; the slope of its CPU time over the number of receivers is the figure.
import { join } from "node:path";
import { cpuSeconds, cpuTimes, sleep, startDiemcau, startLivekit, startSites } from "../common/servers.mjs";

const kSettle_ms = 2000;
const kJoinPatience_ms = 30_000;

function options(args) {
  const out = { peers: [], receivers: [25, 50, 100], seconds: 8, rounds: 1, port: 7990 };
  out.build = process.env.DIEMCAU_BENCH_BUILD ?? "build/release";
  out.clips = process.env.DIEMCAU_BENCH_CLIPS ?? "build/clips";
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i].replace(/^--/, "");
    const value = args[i + 1];
    if (name === "peer") out.peers.push(value.split("="));
    else if (name === "receivers") out.receivers = value.split(",").map(Number);
    else out[name] = Number(value);
  }
  return out;
}

const kStarters = {
  diemcau: ({ build, port }) => startDiemcau(build, port),
  livekit: ({ port }, path) => startLivekit(path, port, false),
  "livekit-tuned": ({ port }, path) => startLivekit(path, port, true),
};

async function measure(options, [name, path], receivers) {
  const server = await kStarters[name](options, path);
  const clip = join(options.clips, "bench.ivf");
  const sites = startSites(options.build, server, "bench", "--sites", "1", "--clip", clip, "--clips",
    options.clips, "--turn-seconds", "3600", "--listeners", `${receivers}`);
  const ready = await sites.ready(kJoinPatience_ms);
  await sleep(kSettle_ms);
  const before = { cpu: cpuSeconds(server.pid), at: performance.now(), all: cpuTimes() };
  await sleep(options.seconds * 1000);
  const wall_s = (performance.now() - before.at) / 1000;
  const cpu_s = cpuSeconds(server.pid) - before.cpu;
  const all = cpuTimes();
  const report = await sites.stop();
  await server.stop();
  return {
    ready,
    cpu: cpu_s / wall_s,
    steal: (all.steal - before.all.steal) / (all.total - before.all.total),
    delivered: report.packets / Math.max(1, report.packets + report.lost),
    freezes: report.freezes,
  };
}

// Least squares, in µs of CPU a receiver and second.
function slope(points) {
  const mean = (f) => points.reduce((sum, one) => sum + f(one), 0) / points.length;
  const n = mean((one) => one.receivers);
  const cpu = mean((one) => one.cpu);
  const over = mean((one) => (one.receivers - n) * (one.cpu - cpu));
  return (over / mean((one) => (one.receivers - n) ** 2)) * 1e6;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export async function comparePeers(args) {
  const chosen = options(args);
  const servers = [["diemcau"], ...chosen.peers];
  for (const [name] of servers) {
    if (!kStarters[name]) throw new Error(`--peer: there are livekit=PATH and livekit-tuned=PATH, not ${name}`);
  }
  const points = new Map(servers.map(([name]) => [name, []]));
  const slopes = new Map(servers.map(([name]) => [name, []]));
  for (let round = 0; round < chosen.rounds; ++round) {
    const now = new Map(servers.map(([name]) => [name, []]));
    for (const [k, receivers] of chosen.receivers.entries()) {
      // ABBA: what the machine does meanwhile meets all alike.
      const order = (round + k) % 2 === 0 ? servers : [...servers].reverse();
      for (const server of order) {
        const point = { receivers, ...(await measure(chosen, server, receivers)) };
        now.get(server[0]).push(point);
        console.error(server[0], JSON.stringify(point));
      }
    }
    for (const [name, list] of now) {
      points.get(name).push(...list);
      slopes.get(name).push(slope(list));
    }
  }
  const line = { bench: "fanout", receivers: chosen.receivers, seconds: chosen.seconds };
  line.rounds = chosen.rounds;
  line.device = "loopback, every receiver decrypts";
  line.peers = {};
  for (const [name] of servers) {
    line.peers[name] = {
      cpu_us_per_receiver_second: Math.round(median(slopes.get(name))),
      delivered_min: Math.min(...points.get(name).map((one) => one.delivered)),
      steal_max: Math.max(...points.get(name).map((one) => one.steal)),
      points: points.get(name).map(({ receivers, cpu }) => [receivers, Number(cpu.toFixed(4))]),
    };
  }
  const ours = slopes.get("diemcau");
  for (const [name] of chosen.peers) {
    line.peers[name].times_ours = Number(median(slopes.get(name).map((one, i) => one / ours[i])).toFixed(2));
  }
  console.log(JSON.stringify(line));
}

await comparePeers(process.argv.slice(2));
