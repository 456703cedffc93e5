// tidy.mjs BUILD JOBS CHECKS FOLDERS [FILE...]: clang-tidy over the sources below those folders (a
// pattern: "src/(base|wire)"), or over the files named; each of the former only when it, a
// header of ours that it includes, or the rules have changed since it was last found clean.
// BUILD holds a finished build: its compile commands say how, its dependency log says what belongs
// to a file.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative, resolve } from "node:path";

const [build, jobs, checks, folders, ...wanted] = process.argv.slice(2);
const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "diemcau", "tidy");
mkdirSync(cache, { recursive: true });

const run = (program, ...rest) =>
  execFileSync(program, rest, { encoding: "utf8", maxBuffer: 1 << 30 });

// object file → the files of ours that it was made from
function dependencies() {
  const found = new Map();
  let object = "";
  for (const line of run("ninja", "-C", build, "-t", "deps").split("\n")) {
    const head = /^(\S.*): #deps/.exec(line);
    if (head) found.set((object = head[1]), []);
    else if (line.startsWith("    ")) {
      const file = resolve(build, line.trim());
      if (file.startsWith(`${root}/`)) found.get(object).push(file);
    }
  }
  return found;
}

const below = new RegExp(`^(${folders})/`);

const contents = new Map();
const read = (file) => {
  if (!contents.has(file)) contents.set(file, existsSync(file) ? readFileSync(file) : "");
  return contents.get(file);
};

const rules = [run("clang-tidy", "--version"), readFileSync(join(root, ".clang-tidy")), checks];

function keyOf(command, files) {
  const hash = createHash("sha256");
  for (const rule of rules) hash.update(rule);
  hash.update(command.replaceAll(root, ""));
  for (const file of files.sort()) hash.update(relative(root, file)).update(read(file));
  return hash.digest("hex");
}

function work() {
  const deps = dependencies();
  const named = wanted.map((file) => resolve(file));
  const seen = new Set();
  return JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8"))
    .filter(({ file }) => !file.startsWith(resolve(build)) && !seen.has(file) && seen.add(file))
    .filter(({ file }) =>
      named.length > 0
        ? named.includes(file)
        : below.test(relative(root, file)) && !file.endsWith("_test.cc"),
    )
    .map(({ file, command, output }) => ({
      file,
      clean: join(cache, keyOf(command, [file, ...(deps.get(output) ?? [])])),
    }));
}

function tidy({ file, clean }) {
  return new Promise((done) => {
    const child = spawn("clang-tidy", ["--quiet", "-p", build, `--checks=${checks}`, file], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let said = "";
    child.stdout.on("data", (bytes) => (said += bytes));
    child.on("close", (code) => {
      if (code === 0) writeFileSync(clean, "");
      else console.log(said.replaceAll(`${root}/`, ""));
      done(code === 0);
    });
  });
}

const chosen = work();
const queue = chosen.filter(({ clean }) => wanted.length > 0 || !existsSync(clean));
const looked = queue.length;
let failed = 0;
await Promise.all(
  Array.from({ length: Number(jobs) }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (!(await tidy(next))) failed += 1;
    }
  }),
);
console.log(`clang-tidy: ${chosen.length} files, ${looked} looked at, ${failed} with findings`);
process.exit(failed === 0 && chosen.length > 0 ? 0 : 1);
