// Every page that the router knows, read by axe-core as a screen reader would: with what it is for,
// for nobody who is known, with nothing in it, and after the line was lost.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "../e2e/browsers.mjs";
import { expect, expectEqual, test, until } from "../e2e/harness.mjs";
import { openPage } from "../e2e/person.mjs";
import { startServer } from "../e2e/server.mjs";
import { makeLink, openControlRoom, openPhoneAsRoom, post, startHall } from "./hall.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const axeSource = readFileSync(
  createRequire(join(root, "tests/e2e/package.json")).resolve("axe-core/axe.min.js"),
  "utf8",
);

// WCAG 2.2 at AA, and what axe holds to be good practice besides.
const kRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const kPhone = { width: 390, height: 844 };
const kPassword = "mật khẩu để thử";

// One address for each page of the router; where the second word is "room", a device of a room.
const kPages = {
  home: "/",
  room: "/r/thu",
  certificate: "/ca",
  login: "/login",
  first: "/first/AAAAAAAAAAAAAAAAAAAAAA",
  join: "/join/AAAAAAAAAAAAAAAAAAAAAA",
  link: "/s/AAAAAAAAAAAAAAAAAAAAAA",
  desk: "/desk",
  prepare: "/desk/conferences/1",
  control: "/conferences/1/control",
  technician: "/conferences/1/technician",
  minutes: "/conferences/1/minutes",
  news: "/conferences/1/news",
  organisation: "/organisation",
  import: "/organisation/import",
  accounts: "/organisation/accounts",
  me: "/me",
  mine: "/units/mine",
  unit: "/units/1",
  review: "/units/1/review",
  tasks: "/tasks",
  board: "/tasks/units/1",
  task: "/tasks/1",
  drafts: "/drafts",
  draft: "/drafts/1",
  strip: "/conferences/1/sites/5/strip",
  display: "/conferences/1/sites/5/display",
  phone: "/conferences/1/sites/5/phone",
};

// The same pages with what is in the demo: a task that was passed down, one that waits for an answer,
// the review of a province, the minutes of a conference that is over.
const kFuller = {
  "board of a province": "/tasks/units/14",
  "task that waits": "/tasks/2",
  "task in a commune": "/tasks/6",
  "unit of a province": "/units/14",
  "unit of a commune": "/units/15",
  "review of a province": "/units/14/review",
  "organisation, a unit": "/organisation/units/14",
  "minutes at a moment": "/conferences/2/minutes#event-1",
  "draft, its table": "/drafts/1",
};

const kTabs = {
  prepare: ["call", "programme", "sites", "officials", "invitations"],
};

export async function run() {
  const hall = await startHall();
  const browser = await openBrowser();

  await test("accessibility: every page of the router has its address here", async () => {
    const source = readFileSync(join(root, "web/src/core/route.ts"), "utf8");
    const types = source.slice(source.indexOf("export type Route ="), source.indexOf("// Pages of"));
    const lists = source.match(/conferencePages = \[(.*?)\]|kLists = \{(.*?)\}/gs).join();
    const named = [...(types + lists).matchAll(/'(\w+)'/g)].map((found) => found[1]);
    expect(named.length > 15, "the router's pages are found in its source");
    const missing = named.filter((name) => !(name in kPages));
    expectEqual(missing.join(), "", "pages without an address");
  });

  await test("accessibility: every page, for the chair", async () => {
    const chair = await openControlRoom(browser, hall);
    const faults = [];
    for (const [name, path] of Object.entries(kPages)) {
      await chair.page.goto(hall.server.origin + path);
      faults.push(...(await read(chair, name)));
      for (const tab of kTabs[name] ?? []) {
        await chair.page.goto(`${hall.server.origin}/login`);
        await chair.page.goto(`${hall.server.origin}${path}#${tab}`);
        faults.push(...(await read(chair, `${name} ${tab}`)));
      }
    }
    expectNone(faults);
    chair.expectNoErrors();
    return `${Object.keys(kPages).length} pages`;
  });

  await test("accessibility: tasks, drafts, reviews and minutes with something in them", async () => {
    const chair = await openControlRoom(browser, hall);
    const faults = [];
    for (const [name, path] of Object.entries(kFuller)) {
      await chair.page.goto(hall.server.origin + path);
      faults.push(...(await read(chair, name)));
    }
    for (const button of [1, 2]) {
      await chair.page.locator(".segments button, [role=tablist] button").nth(button).click();
      faults.push(...(await read(chair, `draft, part ${button}`)));
    }
    await chair.page.goto(`${hall.server.origin}/tasks/2`);
    for (const act of ["Báo cáo", "Rút nhiệm vụ"]) {
      await chair.page.locator(".button-row button", { hasText: act }).first().click();
      await chair.page.waitForSelector(".form-dialog");
      faults.push(...(await read(chair, `dialog ${act}`)));
      await chair.page.keyboard.press("Escape");
    }
    await chair.page.goto(`${hall.server.origin}/tasks`);
    await chair.page.locator(".button-main", { hasText: "Giao nhiệm vụ" }).click();
    await chair.page.fill(".form-dialog [role=combobox] >> nth=0", "tỉnh");
    faults.push(...(await read(chair, "giving a task")));
    expectNone(faults);
    chair.expectNoErrors();
  });

  await test("accessibility: what a commune sees, and what it is refused, on a phone", async () => {
    const commune = await openPage(browser, { viewport: kPhone });
    await commune.page.goto(`${await hall.enter()}?as=commune`);
    await commune.page.waitForSelector(".unit-facts");
    const faults = await read(commune, "my unit");
    for (const path of ["/tasks", "/drafts", "/tasks/6", "/conferences/2/minutes"]) {
      await commune.page.goto(hall.server.origin + path);
      faults.push(...(await read(commune, `${path} of a commune`)));
    }
    for (const path of ["/tasks/1", "/drafts/1", "/units/14/review", "/conferences/1/minutes"]) {
      await commune.page.goto(hall.server.origin + path);
      await commune.page.waitForSelector(".office-waiting .lead, .waiting .lead");
      faults.push(...(await read(commune, `${path} refused`)));
    }
    expectNone(faults);
    commune.expectNoErrors();
  });

  await test("accessibility: every page, for nobody who is known, on a phone, in English", async () => {
    const stranger = await openPage(browser, { viewport: kPhone, locale: "en-GB" });
    const faults = [];
    for (const [name, path] of Object.entries(kPages)) {
      await stranger.page.goto(hall.server.origin + path);
      faults.push(...(await read(stranger, `${name}, refused`)));
    }
    expectNone(faults);
    stranger.expectNoErrors();
  });

  await test("accessibility: what opens above the control room", async () => {
    const chair = await openControlRoom(browser, hall);
    const faults = [];
    for (const key of ["r", "v", "n", "t", "?"]) {
      await chair.page.keyboard.press(key);
      await chair.page.waitForSelector(".drawer");
      faults.push(...(await read(chair, `drawer ${key}`)));
      await chair.page.click(".drawer-head button");
    }
    await chair.page.click(".button-demo");
    faults.push(...(await read(chair, "drawer of the demo")));
    await chair.page.click(".wall-head .button-small");
    faults.push(...(await read(chair, "invitation")));
    await chair.page.click(".invite-room .button-main");
    await chair.page.waitForSelector(".invite-room .qr");
    faults.push(...(await read(chair, "invitation with its code")));
    expectNone(faults);
  });

  await test("accessibility: a room's own pages, on its devices", async () => {
    const chair = await openControlRoom(browser, hall);
    const link = await makeLink(chair, 5, ["sound", "strip", "phone", "display"]);
    const phone = await openPhoneAsRoom(browser, link);
    const faults = await read(phone, "strip of a room");
    for (const page of ["phone", "display"]) {
      const secret = link.split("/").at(-1);
      const joined = await post(phone, "/api/devices", { secret, role: page });
      expectEqual(joined.status, 200, `joined as ${page}`);
      await phone.page.goto(hall.server.origin + kPages[page]);
      faults.push(...(await read(phone, `${page} of a room`)));
    }
    expectNone(faults);
  });

  await test("accessibility: pages with nothing in them", async () => {
    const server = await startServer();
    const person = await openPage(browser);
    const link = await until(() => server.log.match(/\/first\/[\w-]+/)?.[0], "the first link");
    await person.page.goto(server.origin + link);
    const faults = await read(person, "first administrator");
    const wish = { secret: link.split("/").at(-1), login: "quantri", password: kPassword };
    const first = await post(person, "/api/first_administrator", wish);
    expectEqual(first.status, 200, "the first administrator");
    for (const name of ["home", "desk", "mine", "tasks", "drafts", "organisation", "accounts"]) {
      await person.page.goto(server.origin + kPages[name]);
      faults.push(...(await read(person, `${name}, empty`)));
    }
    await person.page.goto(`${server.origin}/desk`);
    await person.page.click(".desk .button-main");
    faults.push(...(await read(person, "a new conference")));
    expectNone(faults);
  });

  await test("accessibility: after the line was lost", async () => {
    const pages = ["control", "technician", "prepare", "minutes", "desk"];
    const people = [];
    for (const name of pages) {
      const chair = await openControlRoom(browser, hall);
      await chair.page.goto(hall.server.origin + kPages[name]);
      await chair.page.waitForSelector("h1");
      people.push(chair);
    }
    await hall.server.kill();
    const faults = [];
    for (const [index, chair] of people.entries()) {
      await chair.page.waitForSelector(".control-stale");
      faults.push(...(await read(chair, `${pages[index]}, offline`)));
    }
    expectNone(faults);
  });
}

// What axe finds on the page as it stands, once it has its heading.
async function read(person, name) {
  await person.page.waitForSelector("h1", { state: "attached" });
  await person.page.evaluate(() => {
    const ends = document.getAnimations().filter((one) => one.effect.getTiming().iterations < 9);
    return Promise.allSettled(ends.map((one) => one.finished));
  });
  await person.page.evaluate(axeSource);
  const found = await person.page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }),
    kRules,
  );
  return found.violations.map((fault) => {
    const where = fault.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.html.slice(0, 160)}`);
    return `${name}: ${fault.id} (${fault.impact}): ${fault.help}\n    ${where.join("\n    ")}`;
  });
}

function expectNone(faults) {
  expect(faults.length === 0, `${faults.length} faults\n  ${faults.join("\n  ")}`);
}
