// The secretariat at its desk: a conference from its first word to the invitation that a room opens.
import { openBrowser } from "../e2e/browsers.mjs";
import { expect, expectEqual, test, until } from "../e2e/harness.mjs";
import { openPage } from "../e2e/person.mjs";
import { command, openControlRoom, openDisplay, makeLink, startHall } from "./hall.mjs";

const kTitle = "Hội nghị chuyên đề xây dựng đơn vị cơ sở";

export async function run() {
  const hall = await startHall();
  const browser = await openBrowser();

  await test("desk: a programme is written, moved by keys and by drag, and taken back", async () => {
    const desk = await openDesk(browser, hall);
    await newConference(desk);
    await tab(desk, 2);
    for (const kind of ["opening", "contribution", "discussion", "conclusion"]) {
      await desk.page.selectOption(".add-menu select", kind);
      const before = (await items(desk)).length;
      await desk.page.click(".add-menu button");
      await until(async () => (await items(desk)).length === before + 1, `a ${kind} is there`);
    }
    const written = ["Khai mạc", "Tham luận", "Thảo luận", "Kết luận"];
    await itemsAre(desk, written);
    await desk.page.locator(".items-words").nth(2).focus();
    await desk.page.keyboard.press("Alt+ArrowUp");
    await itemsAre(desk, ["Khai mạc", "Thảo luận", "Tham luận", "Kết luận"]);
    await desk.page.keyboard.press("Control+z");
    await itemsAre(desk, written);
    await desk.page.locator(".items-row").nth(0).dragTo(desk.page.locator(".items-row").nth(2));
    await itemsAre(desk, ["Tham luận", "Thảo luận", "Khai mạc", "Kết luận"]);
    await desk.page.keyboard.press("Control+z");
    await itemsAre(desk, written);
    await desk.page.locator(".items-actions button").last().click();
    await itemsAre(desk, written.slice(0, 3));
    await desk.page.locator(".items-words").first().focus();
    await desk.page.keyboard.press("Control+z");
    await itemsAre(desk, written);
    desk.expectNoErrors();
  });

  await test("desk: rooms, then an invitation that leads its operator in", async () => {
    const desk = await openDesk(browser, hall);
    await newConference(desk);
    await tab(desk, 3);
    for (const name of ["Điểm cầu Trung tâm", "Điểm cầu Lào Cai"]) {
      await desk.page.locator(".desk-tools .button").nth(1).click();
      await desk.page.fill("form.desk-aside input[required]", name);
      await desk.page.click("form.desk-aside .button-main");
      await desk.page.locator(".table-link", { hasText: name }).waitFor();
    }
    await tab(desk, 5);
    await desk.page.locator("tr", { hasText: "Lào Cai" }).locator(".button").click();
    await desk.page.waitForSelector("aside.desk-aside .qr");
    const url = await desk.page.inputValue("aside.desk-aside .field-input");
    const operator = await openPage(browser);
    await operator.page.goto(url);
    await operator.page.locator("h1", { hasText: "Điểm cầu Lào Cai" }).waitFor();
    desk.expectNoErrors();
  });

  await test("desk: a code from paper, typed with its spaces, leads into the room", async () => {
    const chair = await openControlRoom(browser, hall);
    await chair.page.click(".wall-head .button-small");
    await chair.page.click(".invite-room .button-main");
    const code = await chair.page.locator(".invite-room .code").textContent();
    expect(/^\S{4}( \S{1,4})+$/.test(code), `a code in groups: ${code}`);
    const guest = await openPage(browser);
    await guest.page.goto(hall.server.origin);
    await guest.page.fill(".code-form input", "nhầm");
    await guest.page.click(".code-form button");
    await guest.page.waitForSelector(".code-form .field-error");
    await guest.page.fill(".code-form input", code);
    await guest.page.click(".code-form button");
    await guest.page.waitForSelector(".entry-roles");
    await chair.page.locator(".invite-room .ask-buttons .button").click();
    await chair.page.locator(".invite-room .button-main").waitFor();
    await guest.page.reload();
    await guest.page.waitForSelector(".notice");
  });

  await test("act c: the conclusion is adopted, the conference closed, its minutes open", async () => {
    const chair = await openControlRoom(browser, hall);
    const display = await openDisplay(browser, await makeLink(chair, 3, ["display"]));
    const words = "1. Rà soát tổ chức cơ sở.\n2. Bồi dưỡng cán bộ cấp xã.";
    const drafted = await command(chair, "conclusion.draft", { text: words, seen: 1 });
    expectEqual(drafted.status, 200, "drafted");
    const adopted = await command(chair, "conclusion.adopt", { version: 2 });
    expectEqual(adopted.status, 200, "adopted");
    await chair.page.locator(".phase-controls button").last().click();
    await chair.page.click(".ask .button-main");
    await chair.page.waitForURL("**/conferences/1/minutes");
    await chair.page.locator(".mine-phase[data-phase=closed]").waitFor();
    await display.page.waitForSelector(".stage-picture", { state: "detached" });
    chair.expectNoErrors();
  });
}

async function openDesk(browser, hall) {
  const desk = await openControlRoom(browser, hall);
  await desk.page.goto(`${hall.server.origin}/desk`);
  await desk.page.waitForSelector(".desk-row");
  return desk;
}

async function newConference(desk) {
  await desk.page.click(".desk-title .button-main");
  await desk.page.fill(".desk-form input[required]", kTitle);
  await desk.page.click(".desk-form .ask-buttons .button-main");
  await desk.page.waitForURL("**/desk/conferences/*");
  await desk.page.waitForSelector(".convening-missing");
}

const tab = (desk, number) => desk.page.click(`.tabs button:nth-child(${number})`);

const items = (desk) =>
  desk.page.$$eval(".items-title strong", (found) => found.map((one) => one.textContent));

const itemsAre = (desk, wanted) =>
  until(async () => (await items(desk)).join() === wanted.join(), `the programme is ${wanted}`);
