// Holds every #include of src/ against the DEPENDS of src/CMakeLists.txt, so that the house plan is
// what the code does.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

const src = new URL("../../src/", import.meta.url).pathname;
const plan = readFileSync(join(src, "CMakeLists.txt"), "utf8");

function allowedIncludes() {
  const allowed = new Map();
  for (const [, name, rest] of plan.matchAll(/^diemcau_module\((\w+)([^)]*)\)/gm)) {
    const depends = /DEPENDS ([\w\s]*?)(?: LINKS|$)/.exec(rest.replace(/\s+/g, " "));
    allowed.set(name, new Set([name, ...(depends ? depends[1].trim().split(/\s+/) : [])]));
  }
  return allowed;
}

function sourcesOf(folder) {
  return readdirSync(join(src, folder), { recursive: true })
    .filter((file) => /\.(h|cc)$/.test(file))
    .map((file) => join(src, folder, file));
}

const allowed = allowedIncludes();
const folders = readdirSync(src, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

// server/ is the composition root: it alone may see everything.
for (const folder of folders.filter((name) => name !== "server")) {
  test(`${folder} includes only what the plan allows`, () => {
    const may = allowed.get(folder);
    assert.ok(may, `src/${folder} is not in src/CMakeLists.txt`);
    for (const file of sourcesOf(folder)) {
      for (const [, other] of readFileSync(file, "utf8").matchAll(/^#include "(\w+)\//gm)) {
        assert.ok(!folders.includes(other) || may.has(other), `${file} includes ${other}/`);
      }
    }
  });
}

test("the media half and the control half meet only in link/", () => {
  const media = ["wire", "transport", "congestion", "forward", "shard", "runtime"];
  const control = ["room", "livekit", "http"];
  for (const folder of media) {
    for (const other of control) assert.ok(!allowed.get(folder).has(other), `${folder} → ${other}`);
  }
  for (const folder of control) {
    for (const other of media.slice(1)) {
      assert.ok(!allowed.get(folder).has(other), `${folder} → ${other}`);
    }
  }
});
