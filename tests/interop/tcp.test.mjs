// @livekit/rtc-node where no UDP packet leaves: its media goes by TCP. The tests of
// rtc_node.test.mjs, server and all, run in a network namespace of their own, so it needs root.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { Program } from "./programs.mjs";

const may = process.getuid() === 0;

class WithoutUdp {
  name = `dc-tcp-${process.pid}`;
  #ip = (...words) => execFileSync("ip", words, { stdio: ["ignore", "pipe", "pipe"] });

  open() {
    this.#ip("netns", "add", this.name);
    const inside = (...words) => this.#ip("-n", this.name, ...words);
    inside("link", "set", "lo", "up");
    // libwebrtc does not begin without a network that leads somewhere (RFC 2544's range for tests).
    inside("link", "add", "eth0", "type", "veth", "peer", "name", "peer0");
    inside("addr", "add", "198.18.78.1/30", "dev", "eth0");
    for (const end of ["eth0", "peer0"]) inside("link", "set", end, "up");
    inside("route", "add", "default", "via", "198.18.78.2");
    inside("rule", "add", "pref", "10", "ipproto", "udp", "blackhole");
    // The rule that finds the machine's own addresses stands first: it moves behind ours.
    inside("rule", "add", "pref", "20", "lookup", "local");
    inside("rule", "del", "pref", "0");
  }

  close() {
    this.#ip("netns", "del", this.name);
  }
}

test("rtc-node is heard and seen without UDP", { skip: !may && "needs root", timeout: 120_000 }, async (t) => {
  const network = new WithoutUdp();
  network.open();
  t.after(() => network.close());
  const tests = ["--test-name-pattern", "tone", "--test-name-pattern", "frames of VP8 arrive"];
  const all = new Program("ip", [
    // Node runs no tests within a test that it can tell to be one.
    ...["netns", "exec", network.name, "env", "-u", "NODE_TEST_CONTEXT", process.execPath],
    ...["--test", "--test-reporter=tap", ...tests, "rtc_node.test.mjs"],
  ]);
  t.after(() => all.end("SIGKILL"));
  await all.exited;
  assert.match(all.output, /^ok 1 - two rooms of rtc-node hear each other's tone$/m, all.output.slice(0, 3000));
  assert.match(all.output, /^ok 2 - frames of VP8 arrive and move$/m, all.output.slice(0, 3000));
});
