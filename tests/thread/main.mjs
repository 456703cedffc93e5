// Runs the acts one after the other: two cores carry a few browsers, a server and some rooms.
import { results, selectTests } from "../e2e/harness.mjs";
import { configureServer, stopAllServers } from "../e2e/server.mjs";
import { closeAllBrowsers } from "../e2e/browsers.mjs";
import { configureHall, stopAllRooms } from "./hall.mjs";

const [build, web, ...names] = process.argv.slice(2);
configureServer({ build, web });
configureHall({ build });
selectTests(names);

async function clearUp() {
  await closeAllBrowsers();
  await stopAllRooms();
  await stopAllServers();
}

try {
  for (const suite of ["door", "papers", "desk", "cycle", "news", "acts", "accessibility"]) {
    const { run } = await import(`./${suite}.mjs`);
    await run();
    await clearUp();
  }
} finally {
  await clearUp();
}
const { passed, failed } = results();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
