// Runs the unit tests; the last line is "N passed, N failed".
import { startVitest } from 'vitest/node';

const vitest = await startVitest('test', [], { watch: false, reporters: ['default'] });
let passed = 0;
let failed = 0;
for (const module of vitest.state.getTestModules()) {
  if (module.errors().length > 0) failed += 1;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed') passed += 1;
    if (state === 'failed') failed += 1;
  }
}
failed += vitest.state.getUnhandledErrors().length;
await vitest.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
