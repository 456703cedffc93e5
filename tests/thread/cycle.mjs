// After the close: a point of the conclusion goes down to a commune, and leads back to its moment.
import { openBrowser } from "../e2e/browsers.mjs";
import { expect, expectEqual, test } from "../e2e/harness.mjs";
import { openPage } from "../e2e/person.mjs";
import { command, openControlRoom, startHall } from "./hall.mjs";

const kTask = "Các tỉnh rà soát, kiện toàn tổ chức ở cơ sở, báo cáo trong quý.";

export async function run() {
  const hall = await startHall();
  const browser = await openBrowser();

  await test("act c: the conclusion becomes a task in a commune's list, tied to its moment", async () => {
    const chair = await openControlRoom(browser, hall);
    const adopted = await command(chair, "conclusion.adopt", { version: 1 });
    expectEqual(adopted.status, 200, "adopted");
    const closed = await command(chair, "conference.close", {});
    expectEqual(closed.status, 200, "closed");
    await giveFirstPoint(chair, hall);

    const province = await comeInAs(browser, hall, "province");
    await province.page.locator("a.row", { hasText: kTask }).first().click();
    await act(province, "Tiếp nhận");
    await province.page.locator(".button-row button", { hasText: "Giao xuống" }).click();
    const commune = await comeInAs(browser, hall, "commune");
    const unit = await commune.page.locator("h1").textContent();
    await province.page.locator(".pass-rows label", { hasText: unit }).click();
    await province.page.click(".form-dialog .button-main");
    await province.page.locator("a.row", { hasText: unit }).waitFor();

    await commune.page.locator("a.row", { hasText: kTask }).first().click();
    await commune.page.locator("dd a[href*='/minutes#event-']").click();
    await commune.page.waitForURL(`**/conferences/1/minutes#event-${adopted.body.seq}`);
    const moment = commune.page.locator(`#event-${adopted.body.seq}[aria-current=location]`);
    await moment.waitFor();
    expect((await moment.textContent()).includes(kTask), "the conclusion as it was adopted");
    for (const person of [chair, province, commune]) person.expectNoErrors();
  });

  await test("act c: the whole minutes are told line by line, and only to who kept them", async () => {
    const chair = await openControlRoom(browser, hall);
    await chair.page.goto(`${hall.server.origin}/conferences/1/minutes`);
    await chair.page.locator(".tabs button", { hasText: "Diễn biến" }).click();
    const note = chair.page.locator(".moments li[data-kind=note]").first();
    await note.waitFor();
    const id = await note.getAttribute("id");
    await chair.page.goto(`${hall.server.origin}/login`);
    await chair.page.goto(`${hall.server.origin}/conferences/1/minutes#${id}`);
    await chair.page.locator(`#${id}[aria-current=location]`).waitFor();
    const commune = await comeInAs(browser, hall, "commune");
    await commune.page.goto(`${hall.server.origin}/conferences/1/minutes#${id}`);
    await commune.page.locator(".moments li").first().waitFor();
    expectEqual(await commune.page.locator(".moments li").count(), 1, "the conclusion alone");
  });

  await test("account: who is shown what is kept of a person stands in that person's own log", async () => {
    const commune = await comeInAs(browser, hall, "commune");
    const unit = new URL(commune.page.url()).pathname;
    const province = await comeInAs(browser, hall, "province");
    await province.page.goto(hall.server.origin + unit);
    await province.page.locator(".unit-columns").waitFor();
    await commune.page.locator(".office-who").click();
    await commune.page.waitForURL("**/me");
    const line = commune.page.locator(`tr:has(a[href="${unit}"])`);
    await line.waitFor();
    expectEqual(await line.count(), 1, "readings of the page");
    await commune.page.locator("input").nth(-3).fill("không phải mật khẩu");
    await commune.page.locator("input").nth(-2).fill("mật khẩu mới để thử");
    await commune.page.locator("input").nth(-1).fill("mật khẩu mới để thử");
    await commune.page.locator(".account-password .button-main").click();
    await commune.page.locator(".account-password .notice").waitFor();
    for (const person of [commune, province]) person.expectNoErrors();
  });

  await test("act c: a note becomes a comment on a clause of the draft", async () => {
    const chair = await openControlRoom(browser, hall);
    await chair.page.goto(`${hall.server.origin}/conferences/1/minutes`);
    await chair.page.locator(".tabs button", { hasText: "Ý kiến đã ghi" }).click();
    await chair.page.locator(".desk-row button").first().click();
    const clause = chair.page.locator(".comment-card select").nth(1);
    await clause.locator("option", { hasText: "Mục tiêu chung" }).waitFor({ state: "attached" });
    const words = await chair.page.inputValue(".comment-card textarea");
    await clause.selectOption({ index: 2 });
    await chair.page.click(".comment-card .button-main");
    await chair.page.locator(".desk-row .conclusion-adopted").waitFor();
    await chair.page.goto(`${hall.server.origin}/drafts/1`);
    await chair.page.locator(".margin-words", { hasText: words }).waitFor();
    chair.expectNoErrors();
  });
}

async function comeInAs(browser, hall, who) {
  const person = await openPage(browser);
  await person.page.goto(`${await hall.enter()}?as=${who}`);
  await person.page.waitForURL("**/units/*");
  await person.page.locator(".unit-facts").waitFor();
  return person;
}

// From the minutes: the first point of the conclusion, to the first province.
async function giveFirstPoint(chair, hall) {
  await chair.page.goto(`${hall.server.origin}/conferences/1/minutes`);
  await chair.page.locator(".mine-phase[data-phase=closed]").waitFor();
  await chair.page.locator(".tabs button", { hasText: "Kết luận và nhiệm vụ" }).click();
  await chair.page.locator(".points button").first().click();
  await chair.page.locator(".form-dialog [role=combobox]").first().fill("Hà Nội");
  await chair.page.locator(".form-dialog [role=option]").first().click();
  await chair.page.waitForSelector(".form-dialog select"); // who answers for it there
  await chair.page.click(".form-dialog .button-main");
  await chair.page.locator(".desk-row a", { hasText: kTask }).waitFor();
}

async function act(person, verb) {
  await person.page.locator(".button-row button", { hasText: verb }).click();
  await person.page.click(".form-dialog .button-main");
  await person.page.waitForSelector(".form-dialog", { state: "detached" });
}
