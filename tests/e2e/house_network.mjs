// A network of two machines: this one, and one of its own where a phone can be, joined by a cable.
// Made of a network namespace, so it needs root; nothing of it touches any other network.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ip = (...words) => execFileSync("ip", words, { stdio: ["ignore", "pipe", "pipe"] });

export const mayMakeNetworks = process.getuid() === 0;

export class HouseNetwork {
  // RFC 2544's range for such tests: no real network has it.
  here = "198.18.77.1";
  there = "198.18.77.2";
  #name = `dc-phone-${process.pid}`;
  #cable = `dcp${process.pid}`;
  #home = mkdtempSync(join(tmpdir(), "diemcau-phone-"));

  open() {
    ip("netns", "add", this.#name);
    ip("link", "add", this.#cable, "type", "veth", "peer", "name", "eth0", "netns", this.#name);
    ip("addr", "add", `${this.here}/30`, "dev", this.#cable);
    ip("link", "set", this.#cable, "up");
    for (const words of [
      ["addr", "add", `${this.there}/30`, "dev", "eth0"],
      ["link", "set", "eth0", "up"],
      ["link", "set", "lo", "up"],
    ]) {
      ip("-n", this.#name, ...words);
    }
  }

  // From now on no UDP comes in there, and nobody is told.
  dropUdp() {
    const rule = (...words) => ip("-n", this.#name, "rule", ...words);
    rule("add", "pref", "10", "iif", "eth0", "ipproto", "udp", "blackhole");
    // The rule that finds the machine's own addresses stands first: it moves behind ours.
    rule("add", "pref", "20", "lookup", "local");
    rule("del", "pref", "0");
  }

  // What the person does who installs the authority's certificate on the phone.
  trust(certificate) {
    const store = join(this.#home, ".pki", "nssdb");
    execFileSync("mkdir", ["-p", store]);
    const file = join(this.#home, "ca.crt");
    writeFileSync(file, certificate);
    const certutil = (...words) => execFileSync("certutil", ["-d", `sql:${store}`, ...words]);
    certutil("-N", "--empty-password");
    certutil("-A", "-n", "diemcau", "-t", "C,,", "-i", file);
  }

  // A program that runs Chromium on the other machine, with the other machine's certificates.
  browserProgram() {
    const program = join(this.#home, "chromium");
    writeFileSync(
      program,
      `#!/bin/sh\nHOME=${this.#home} exec ip netns exec ${this.#name} /usr/bin/chromium "$@"\n`,
    );
    chmodSync(program, 0o755);
    return program;
  }

  close() {
    for (const words of [["link", "del", this.#cable], ["netns", "del", this.#name]]) {
      try {
        ip(...words);
      } catch {
        // It was never made, or went with the other.
      }
    }
    rmSync(this.#home, { recursive: true, force: true });
  }
}
