// A test is a name and a function; one that fails does not keep the others from running.
let passed = 0;
let failed = 0;
let selected = [];
const clean = [];
let witnesses = [];
let inTest = false;

export const results = () => ({ passed, failed });

// Only tests whose name has one of these words in it.
export function selectTests(words) {
  selected = words;
}

// Runs `action` when the present test ends, however it ends.
export function afterTest(action) {
  clean.push(action);
}

// Asked for a few lines of what was seen when a test fails; `tell` resolves to text. Who registers
// inside a test is asked about that test only.
export function onFailure(tell) {
  witnesses.push({ tell, lasting: !inTest });
}

async function printWitnesses() {
  for (const { tell } of witnesses) {
    const lines = await Promise.race([tell(), giveUp(5000)]).catch((error) => String(error));
    console.log(String(lines).replace(/^/gm, "         | "));
  }
}

const giveUp = (ms) => new Promise((resolve) => setTimeout(resolve, ms, "(no answer)").unref());

export async function test(name, body) {
  if (selected.length > 0 && !selected.some((word) => name.includes(word))) return;
  const started = performance.now();
  inTest = true;
  try {
    const note = await body();
    passed += 1;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`  ok     ${name} (${seconds} s)${note ? `: ${note}` : ""}`);
  } catch (error) {
    failed += 1;
    console.log(`  FAILED ${name}\n${String(error?.stack ?? error).replace(/^/gm, "         ")}`);
    await printWitnesses();
  } finally {
    inTest = false;
    witnesses = witnesses.filter((one) => one.lasting);
    for (const action of clean.splice(0).reverse()) await action().catch(() => {});
  }
}

export function expect(condition, words) {
  if (!condition) throw new Error(words);
}

export function expectEqual(actual, wanted, words) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${words}: ${a}, not ${b}`);
}

// How long a test waits for what has to come: only what hangs takes as long. A slow machine with
// other work must still pass; how fast things are is measured elsewhere.
export const kPatienceMs = 120_000;

// Asks again until the answer is truthy.
export async function until(ask, words, limitMs = kPatienceMs) {
  const end = performance.now() + limitMs;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`waited in vain: ${words} (last: ${seen})`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
