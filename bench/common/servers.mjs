// Servers under test as processes of their own: started, measured from outside, stopped.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const kKey = "devkey";
export const kSecret = "secret-of-a-benchmark-32-characters";

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const kTicksPerSecond = 100; // USER_HZ, the same on all Linux

// What the process has used of CPUs so far, user and kernel, in seconds.
export function cpuSeconds(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / kTicksPerSecond;
}

export function residentBytes(pid) {
  const line = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/);
  return Number(line[1]) * 1024;
}

// Share of all CPUs' time that others had meanwhile, between two calls.
export function cpuTimes() {
  const fields = readFileSync("/proc/stat", "utf8").split("\n")[0].trim().split(/\s+/).slice(1);
  const all = fields.slice(0, 8).map(Number);
  return { idle: all[3] + all[4], steal: all[7], total: all.reduce((a, b) => a + b, 0) };
}

async function answers(port, child) {
  for (let i = 0; i < 200; ++i) {
    if (child.exitCode !== null) throw new Error("the server ended at its start");
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      await sleep(300); // another program may have answered, and ours have found its port taken
      if (child.exitCode === null) return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error("the server does not answer");
}

// Nothing outlives the benchmark, however it ends.
const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

function watched(child) {
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

class Server {
  constructor(name, command, args, port) {
    this.name = name;
    this.port = port;
    this.url = `ws://127.0.0.1:${port}`;
    this.child = watched(spawn(command, args, { stdio: ["ignore", "ignore", "inherit"] }));
    this.pid = this.child.pid;
  }
  async stop() {
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(timer);
    if (this.data) rmSync(this.data, { recursive: true, force: true });
  }
}

export async function startDiemcau(build, port, ...more) {
  const data = mkdtempSync(join(tmpdir(), "diemcau-bench-"));
  const args = ["serve", "--port", `${port}`, "--udp-port", `${port + 2}`, "--tcp-port", "0"];
  args.push("--bind", "127.0.0.1", "--data", data, "--shards", "1", "--log-level", "error");
  args.push("--keys", `${kKey}:${kSecret}`, "--max-load", "0", ...more);
  const server = new Server("diemcau", join(build, "diemcau"), args, port);
  server.data = data;
  await answers(port, server.child);
  return server;
}

// As it comes, but for its addresses; `tuned` also gathers what it sends, as its documentation
// offers.
export async function startLivekit(program, port, tuned) {
  const config = {
    port,
    bind_addresses: ["127.0.0.1"],
    keys: { [kKey]: kSecret },
    logging: { level: "error" },
    rtc: {
      udp_port: port + 2,
      tcp_port: 0,
      use_external_ip: false,
      interfaces: { includes: ["lo"] },
      enable_loopback_candidate: true,
      ...(tuned ? { batch_io: { batch_size: 128, max_flush_interval: "2ms" } } : {}),
    },
  };
  const args = ["--config-body", JSON.stringify(config)];
  const server = new Server(tuned ? "livekit-tuned" : "livekit", program, args, port);
  await answers(port, server.child);
  return server;
}

// Simulated sites in one process. `ready` when all have media; `stop` gives their report.
export function startSites(build, server, room, ...flags) {
  const args = ["--url", server.url, "--room", room, "--api-key", kKey, "--api-secret", kSecret];
  const options = { stdio: ["ignore", "pipe", "inherit"] };
  const child = watched(spawn(join(build, "diemcau-sites"), [...args, ...flags], options));
  let said = "";
  child.stdout.on("data", (bytes) => (said += bytes));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return {
    pid: child.pid,
    async ready(patience_ms) {
      for (const end = Date.now() + patience_ms; Date.now() < end; await sleep(50)) {
        if (/all \d+ sites have media/.test(said)) return true;
        if (child.exitCode !== null) break;
      }
      return false;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
      const lines = said.trim().split("\n");
      try {
        return JSON.parse(lines.at(-1));
      } catch {
        throw new Error(`the sites did not report: ${lines.at(-1)}`);
      }
    },
  };
}

// name value pairs of Prometheus' text format, labels left in the name.
export async function metrics(server) {
  const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.split(" ")[0], Number(line.split(" ")[1])]));
}
