// A test is a name and a function; one that fails does not keep the others from running.
let passed = 0;
let failed = 0;
let selected = [];
const clean = [];

export const results = () => ({ passed, failed });

// Only tests whose name has one of these words in it.
export function selectTests(words) {
  selected = words;
}

// Runs `action` when the present test ends, however it ends.
export function afterTest(action) {
  clean.push(action);
}

export async function test(name, body) {
  if (selected.length > 0 && !selected.some((word) => name.includes(word))) return;
  const started = performance.now();
  try {
    const note = await body();
    passed += 1;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`  ok     ${name} (${seconds} s)${note ? `: ${note}` : ""}`);
  } catch (error) {
    failed += 1;
    console.log(`  FAILED ${name}\n${String(error?.stack ?? error).replace(/^/gm, "         ")}`);
  } finally {
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

// Asks again until the answer is truthy. The limit is for what hangs, not a measure.
export async function until(ask, words, limitMs = 60_000) {
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
