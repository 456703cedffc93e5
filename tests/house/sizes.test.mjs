// Files stay small enough to be read in one go.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

const root = new URL("../../", import.meta.url).pathname;
const kMaxLines = 600;

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((file) => /\.(h|cc|ts|tsx|mjs)$/.test(file) && !file.includes("node_modules"))
    .map((file) => join(root, folder, file));
}

for (const folder of ["src", "tools", "tests", "bench"]) {
  test(`no file of ${folder} has over ${kMaxLines} lines`, () => {
    for (const file of filesBelow(folder)) {
      const lines = readFileSync(file, "utf8").split("\n").length;
      assert.ok(lines <= kMaxLines, `${file} has ${lines} lines`);
    }
  });
}

test("functions of the standard's clock and random are used only in runtime and server", () => {
  for (const file of filesBelow("src").filter((f) => !/src\/(runtime|server|http)\//.test(f))) {
    const text = readFileSync(file, "utf8");
    assert.doesNotMatch(text, /(steady|system)_clock::now|std::random_device|std::mt19937/, file);
  }
});
