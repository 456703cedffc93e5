// Starts our programs and waits for what they say or do, never for a time alone.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const build = process.env.DIEMCAU_BUILD ?? "build/dev";
export const clips = process.env.DIEMCAU_CLIPS ?? "build/clips";
export const API_KEY = "devkey";
export const API_SECRET = "secret";

// The machine's monotonic clock in milliseconds, which our programs report too.
export const monotonicMs = () => Number(process.hrtime.bigint() / 1000n) / 1000;

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// Asks again and again until `condition` gives something true; throws after `patienceMs`.
export async function until(what, patienceMs, condition) {
  const end = monotonicMs() + patienceMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (monotonicMs() > end) throw new Error(`waited ${patienceMs} ms in vain for: ${what}`);
    await sleep(5);
  }
}

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

// A program of ours with everything that it printed.
export class Program {
  constructor(file, args) {
    this.output = "";
    this.name = file.split("/").pop();
    this.child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
    running.add(this.child);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.output += text));
    }
    this.exited = once(this.child, "exit").then(() => running.delete(this.child));
  }

  get alive() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  // Waits until `pattern` stands in the output behind `from` characters; gives the match.
  async says(pattern, patienceMs, from = 0) {
    try {
      return await until(`${this.name} to say ${pattern}`, patienceMs, () => {
        const match = pattern.exec(this.output.slice(from));
        if (!match && !this.alive) throw new Error(`${this.name} ended`);
        return match;
      });
    } catch (error) {
      throw new Error(`${error.message}. It said:\n${this.output.slice(-3000)}`);
    }
  }

  async end(signal = "SIGINT") {
    this.child.kill(signal);
    await this.exited;
  }
}

async function accepts(port) {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

// The real server on free ports of the loopback, with a data folder of its own.
export class Server {
  // `args`: further flags of `diemcau serve`.
  static async start(args = []) {
    const server = new Server();
    server.args = args;
    server.port = await freePort();
    server.udpPort = await freePort();
    server.tcpPort = await freePort();
    server.data = mkdtempSync(join(tmpdir(), "diemcau-interop-"));
    await server.listen();
    return server;
  }

  get url() {
    return `ws://127.0.0.1:${this.port}`;
  }

  // Starts the program and waits until it takes connections; gives the moment when it did.
  async listen() {
    this.program = new Program(join(build, "diemcau"), [
      ...["serve", "--dev", "--data", this.data, "--shards", "1"],
      ...["--port", String(this.port), "--udp-port", String(this.udpPort)],
      ...["--tcp-port", String(this.tcpPort)],
      ...this.args,
    ]);
    await until("the server to listen", 10_000, () => {
      if (!this.program.alive) throw new Error(`the server ended:\n${this.program.output}`);
      return accepts(this.port);
    });
    return monotonicMs();
  }

  kill() {
    return this.program.end("SIGKILL");
  }
  stop() {
    return this.program.end("SIGTERM");
  }
}

// Simulated sites; `report` reads what they summed up once they have ended.
export class Sites extends Program {
  constructor(server, args) {
    const report = join(server.data, `report-${process.hrtime.bigint()}.json`);
    super(join(build, "diemcau-sites"), [
      ...["--url", server.url, "--api-key", API_KEY, "--api-secret", API_SECRET],
      ...["--clips", clips, "--report", report, ...args.map(String)],
    ]);
    this.reportFile = report;
  }

  allHaveMedia(patienceMs = 10_000) {
    return this.says(/all \d+ sites have media\n/, patienceMs);
  }

  async report() {
    await this.exited;
    return JSON.parse(readFileSync(this.reportFile, "utf8"));
  }
}
