// The real server on ports that are free, with a data directory of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onFailure, until } from "./harness.mjs";

let program = "";
let web = "";
const running = new Set();

export function configureServer(parts) {
  program = join(parts.build, "diemcau");
  web = parts.web;
}

export class Server {
  #process = null;
  #log = "";

  constructor(port, flags, host = "127.0.0.1") {
    this.port = port;
    this.flags = flags;
    this.data = mkdtempSync(join(tmpdir(), "diemcau-e2e-"));
    this.origin = `http://${host}:${port}`;
    this.nearby = { origin: `http://127.0.0.1:${port}` };
    onFailure(async () => `server said:\n${this.#log.slice(-6000)}`);
  }

  // Resolves when it answers; the time of that, for measuring from.
  async start() {
    const flags = ["--data", this.data, "--web", web, "--port", String(this.port), ...this.flags];
    if (!flags.includes("--tcp-port")) flags.push("--tcp-port", String(await freePort()));
    this.#process = spawn(program, ["serve", ...flags], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(this);
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.on("data", (bytes) => (this.#log = (this.#log + bytes).slice(-20_000)));
    }
    const ended = new Promise((_, reject) => {
      this.#process.once("error", reject);
      this.#process.once("exit", (code) =>
        reject(new Error(`the server ended (${code}):\n${this.#log}`)),
      );
    });
    ended.catch(() => {});
    const answers = until(
      async () => (await fetch(`${this.origin}/healthz`)).ok,
      "the server answers",
    );
    await Promise.race([answers, ended]);
    return performance.now();
  }

  get log() {
    return this.#log;
  }

  // SIGKILL: as when the power goes.
  async kill(signal = "SIGKILL") {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  async stop() {
    await this.kill("SIGTERM");
    running.delete(this);
    rmSync(this.data, { recursive: true, force: true });
  }
}

export async function startServer(...flags) {
  const server = new Server(await freePort(), ["--dev", "--udp-port", "0", ...flags]);
  await server.start();
  return server;
}

// As an organisation runs it, for the machines of one network, where it is known by `address`.
export async function startServerOn(address) {
  const flags = ["--open-rooms", "--node-ip", address, "--udp-port", "0"];
  const server = new Server(await freePort(), flags, address);
  await server.start();
  return server;
}

export async function stopAllServers() {
  for (const server of [...running]) await server.stop();
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
