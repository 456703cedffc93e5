// Runs the suites one after the other: two cores carry two browsers and a server, not more.
import { results, selectTests } from "./harness.mjs";
import { configureServer, stopAllServers } from "./server.mjs";
import { closeAllBrowsers } from "./browsers.mjs";

const [build, web, ...names] = process.argv.slice(2);
configureServer({ build, web });
selectTests(names);

try {
  for (const suite of [
    "pages",
    "devices",
    "conference",
    "sound",
    "layers",
    "codecs",
    "data",
    "recovery",
    "networks",
    "phone",
  ]) {
    const { run } = await import(`./${suite}.mjs`);
    await run();
    await closeAllBrowsers();
    await stopAllServers();
  }
} finally {
  await closeAllBrowsers();
  await stopAllServers();
}
const { passed, failed } = results();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
