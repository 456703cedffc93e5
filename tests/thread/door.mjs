// Who may come in: the first administrator, sign-in, invitations, stale screens.
import { openBrowser } from "../e2e/browsers.mjs";
import { expect, expectEqual, test, until } from "../e2e/harness.mjs";
import { openPage } from "../e2e/person.mjs";
import { command, makeLink, openControlRoom, openPhoneAsRoom, post, startHall } from "./hall.mjs";

const kPhoneRoom = 5; // the room that waits for a visitor
const kPassword = "mật khẩu để thử";

export async function run() {
  const hall = await startHall();
  const browser = await openBrowser();

  await test("door: the first administrator comes in once, then by name and password", async () => {
    const link = await until(() => hall.server.log.match(/\/first\/[\w-]+/)?.[0], "the first link");
    const person = await openPage(browser);
    await person.page.goto(hall.server.origin);
    const wish = { secret: link.split("/").at(-1), login: "quantri", password: kPassword };
    const short = await post(person, "/api/first_administrator", { ...wish, password: "ngắn" });
    expectEqual([short.status, short.body.code], [409, "password.short"], "a short password");
    const first = await post(person, "/api/first_administrator", wish);
    expectEqual([first.status, first.body.administrator], [200, true], "the first");
    const again = await post(person, "/api/first_administrator", { ...wish, login: "khac" });
    expectEqual([again.status, again.body.code], [409, "first.wrong"], "the same link again");
    await post(person, "/api/logout", {});
    expectEqual((await ask(person, "/api/me")).body.account, 0, "signed out");
    const wrong = await post(person, "/api/login", { login: "quantri", password: kPassword + "?" });
    expectEqual([wrong.status, wrong.body.code], [401, "login.wrong"], "a wrong password");
    const right = await post(person, "/api/login", { login: "QuanTri ", password: kPassword });
    expectEqual([right.status, right.body.administrator], [200, true], "the right one");
  });

  await test("door: forged and revoked invitations are refused in words", async () => {
    const chair = await openControlRoom(browser, hall);
    const stranger = await openPage(browser);
    await stranger.page.goto(`${hall.server.origin}/s/AAAAAAAAAAAAAAAAAAAAAA`);
    await stranger.page.waitForSelector("h1");
    const forged = await post(stranger, "/api/devices", { secret: "A".repeat(22), role: "sound" });
    expectEqual([forged.status, forged.body.code], [404, "link.unknown"], "a forged link");
    const url = await makeLink(chair, kPhoneRoom, ["strip"]);
    const secret = url.split("/").at(-1);
    const other = await post(stranger, "/api/devices", { secret, role: "sound" });
    expectEqual([other.status, other.body.code], [409, "link.role"], "another role");
    const joined = await post(stranger, "/api/devices", { secret, role: "strip" });
    expectEqual(joined.status, 200, "the role it is for");
    const revoked = await command(chair, "link.revoke", { site: kPhoneRoom, link: await lastLink() });
    expectEqual(revoked.status, 200, "revoked");
    const late = await post(stranger, "/api/devices", { secret, role: "strip" });
    expectEqual([late.status, late.body.code], [409, "link.revoked"], "after it was revoked");
    const act = await command(stranger, "site.count", { site: kPhoneRoom, heads: 3 });
    expectEqual(act.status, 401, "a device whose link was revoked");

    // Links are counted over the whole conference: four rooms have one each.
    async function lastLink() {
      return 5;
    }
  });

  await test("door: one device owns a room's sound; another takes it over deliberately", async () => {
    const chair = await openControlRoom(browser, hall);
    const url = await makeLink(chair, kPhoneRoom, ["sound", "strip"]);
    const first = await openPhoneAsRoom(browser, url);
    await first.page.waitForSelector(".own-room video");
    const second = await openPage(browser);
    await second.page.goto(url);
    await second.page.waitForSelector(".entry-roles");
    const refused = await post(second, "/api/devices", {
      secret: url.split("/").at(-1),
      role: "sound",
    });
    expectEqual([refused.status, refused.body.code], [409, "sound.held"], "a second device");
  });

  await test("door: a stale screen's command is refused with the state as it is", async () => {
    const chair = await openControlRoom(browser, hall);
    const stale = { seen: 77, seen_site: 3, seen_item: 4, seen_request: 0 };
    const refused = await command(chair, "floor.next", stale);
    expectEqual([refused.status, refused.body.code], [409, "floor.changed"], "an old picture");
    expect(refused.body.message_vi.length > 10, "it says so in words");
    const nobody = await openPage(browser);
    await nobody.page.goto(hall.server.origin);
    const unknown = await command(nobody, "floor.next", stale);
    expectEqual([unknown.status, unknown.body.code], [401, "caller.unknown"], "a stranger");
  });
}

const ask = (person, path) =>
  person.page.evaluate(async (where) => {
    const answer = await fetch(where);
    return { status: answer.status, body: await answer.json() };
  }, path);
