// The demo's conference on a server of its own, with the pictures of its simulated rooms.
import { execFile, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { until } from "../e2e/harness.mjs";
import { openPage } from "../e2e/person.mjs";
import { startServer } from "../e2e/server.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
let build = "";
const running = new Set();

export const kRooms = 4;

export function configureHall(parts) {
  build = parts.build;
}

// A server with the demo; `enter` is where its chair comes in.
export async function startHall() {
  const server = await startServer("--demo-conference", String(kRooms));
  return { server, enter: () => enterAddress(server) };
}

// A new one at each start of the server.
async function enterAddress(server) {
  const found = await until(() => server.log.match(/\/enter\/[\w-]+/g)?.at(-1), "the chair's link");
  return server.origin + found;
}

// The simulated rooms, once all of them have media.
export async function startRooms(server) {
  const clips = join(build, "clips", "thread");
  const names = join(server.data, "demo-sites.txt");
  const make = join(root, "tools/sites/make_clips.sh");
  await promisify(execFile)(make, [clips, String(kRooms), names]);
  const flags = ["--url", server.origin.replace("http", "ws"), "--room", "conference-1"];
  flags.push("--first-site", "1", "--sites", String(kRooms), "--clips", clips);
  const rooms = spawn(join(build, "diemcau-sites"), flags, { stdio: ["ignore", "pipe", "inherit"] });
  running.add(rooms);
  let said = "";
  rooms.stdout.on("data", (bytes) => (said += bytes));
  await until(() => said.includes("have media"), "the simulated rooms have media");
}

export async function stopAllRooms() {
  for (const rooms of [...running]) {
    const gone = new Promise((resolve) => rooms.once("exit", resolve));
    rooms.kill("SIGTERM");
    await gone;
    running.delete(rooms);
  }
}

// The chair in the control room.
export async function openControlRoom(browser, hall, options = {}) {
  const chair = await openPage(browser, options);
  await chair.page.goto(await hall.enter());
  await chair.page.waitForSelector(".wall-tile");
  return chair;
}

// An invitation of a room, as the desk makes it: the address with its secret.
export async function makeLink(chair, site, roles) {
  const made = await post(chair, "/api/links", { conference: 1, site, roles, hours: 24 });
  if (made.status !== 200) throw new Error(`no link: ${JSON.stringify(made.body)}`);
  return made.body.url;
}

// A request of the page itself, with its cookies.
export function post(person, path, body) {
  return person.page.evaluate(
    async ([where, what]) => {
      const answer = await fetch(where, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(what),
      });
      return { status: answer.status, body: await answer.json() };
    },
    [path, body],
  );
}

export const command = (person, name, body, stream = "conference/1") =>
  post(person, "/api/commands", { stream, command: name, body });

// A room's projector: opened by its link, started with one key.
export async function openDisplay(browser, url) {
  const display = await openPage(browser);
  await display.page.goto(url);
  await display.page.click(".entry-roles button");
  await display.page.click(".start-button");
  await display.page.waitForSelector(".start", { state: "detached" });
  return display;
}

// A phone that becomes a room by its link: picture and sound, and one person in it.
export async function openPhoneAsRoom(browser, url) {
  const phone = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.page.goto(url);
  await phone.page.locator(".entry-roles button").first().tap();
  await phone.page.waitForSelector(".check-in");
  return phone;
}

export async function checkIn(phone) {
  await phone.page.locator(".check-in .stepper button").last().tap();
  await phone.page.locator(".check-in .button-main").tap();
  await phone.page.waitForSelector(".check-in[data-in]");
}
