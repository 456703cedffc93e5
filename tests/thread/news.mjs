// The news of the day, as everybody reads it without an account and without a script; and how it
// comes about: a still of a room, an item with it, and the still taken back.
import { openBrowser } from "../e2e/browsers.mjs";
import { expect, expectEqual, test, until } from "../e2e/harness.mjs";
import { openPage } from "../e2e/person.mjs";
import { command, makeLink, openControlRoom, openPhoneAsRoom, post, startHall } from "./hall.mjs";

const kPhoneRoom = 5;
const kTitle = "Tin do bàn thư ký viết <ngay>";

export async function run() {
  const hall = await startHall();
  const origin = hall.server.origin;
  const browser = await openBrowser();
  const reader = (options = {}) => openPage(browser, { javaScriptEnabled: false, ...options });

  await test("news: two provinces show different news with pictures, read by anybody", async () => {
    const anybody = await reader();
    await anybody.page.goto(`${origin}/news/2`);
    const editions = await anybody.page.locator("nav li a").evaluateAll(linksOf);
    expectEqual(editions.length, 2, "editions of provinces");
    const pages = [];
    for (const address of editions) {
      await anybody.page.goto(address);
      pages.push({
        title: await anybody.page.locator("h1").innerText(),
        picture: await anybody.page.locator("figure img").first().getAttribute("src"),
        caption: await anybody.page.locator("figcaption").first().innerText(),
      });
      const image = await fetch(origin + pages.at(-1).picture);
      expectEqual([image.status, image.headers.get("content-type")], [200, "image/png"], "its file");
      expectEqual(image.headers.get("cache-control"), "public, no-cache", "asked for each time");
    }
    for (const what of ["title", "picture", "caption"]) {
      expect(pages[0][what] !== pages[1][what], `${what} of their own: ${pages[0][what]}`);
    }
    await anybody.page.goto(`${origin}/news?language=en`);
    expectEqual(await anybody.page.locator("ul.list > li").count(), 3, "all three in the list");
    const look = await fetch(`${origin}/news.css`);
    expectEqual(look.status, 200, "its looks");
  });

  await test("news: a room's still in an item, approved, published, and taken back", async () => {
    const chair = await openControlRoom(browser, hall);
    const phone = await openPhoneAsRoom(browser, await makeLink(chair, kPhoneRoom, ["sound"]));
    await phone.page.waitForSelector(".own-frame video");
    await until(() => phone.page.evaluate(picturesAreThere), "the room's own picture");
    await phone.page.locator(".still-button button").first().tap();
    await phone.page.locator(".still-button button").nth(1).waitFor();
    const closed = await command(chair, "conference.close", {});
    expectEqual(closed.status, 200, JSON.stringify(closed.body));

    await chair.page.goto(`${origin}/conferences/1/news`);
    await chair.page.locator(".news-list > .button").first().click();
    await chair.page.locator(".news-words input").first().fill(kTitle);
    await chair.page.locator(".news-offered button").first().click();
    const steps = chair.page.locator(".news-steps button");
    await chair.page.locator(".news-words .button-main").first().click();
    await chair.page.locator(".news-words [role=status]", { hasText: "Đã lưu" }).waitFor();
    expectEqual((await fetch(`${origin}/news/1`)).status, 404, "before the approval");
    for (const step of ["Trình duyệt", "Duyệt", "Đăng công khai"]) {
      await steps.filter({ hasText: new RegExp(`^${step}$`) }).click();
    }
    await chair.page.locator(".news-steps strong", { hasText: "Đang đăng" }).waitFor();

    const anybody = await reader({ locale: "en-GB" });
    await anybody.page.goto(`${origin}/news/1`);
    expectEqual(await anybody.page.locator("h1").innerText(), kTitle, "its words, as text");
    const picture = await anybody.page.locator("figure img").getAttribute("src");
    const file = await fetch(origin + picture);
    expectEqual([file.status, file.headers.get("content-type")], [200, "image/jpeg"], "the still");

    await chair.page.locator(".news-stills button").first().click();
    await chair.page.locator("dialog input").fill("Người trong ảnh yêu cầu");
    await chair.page.locator("dialog .button-main").click();
    await chair.page.locator(".news-stills li", { hasText: "đã rút" }).waitFor();
    await anybody.page.reload();
    expectEqual(await anybody.page.locator("figure").count(), 0, "no picture on the page");
    expectEqual((await fetch(origin + picture)).status, 404, "nor by its address");
    for (const person of [chair, phone]) person.expectNoErrors();
  });

  await test("news: pictures and drafts are nobody else's", async () => {
    const stranger = await openPage(browser);
    await stranger.page.goto(`${origin}/login`);
    const commanded = await post(stranger, "/api/commands", {
      stream: "news",
      command: "news.begin",
      body: { conference: 1, unit: 1 },
    });
    expectEqual([commanded.status, commanded.body.code], [401, "caller.unknown"], "a command");
    const none = await fetch(`${origin}/api/stills/${"0".repeat(64)}`);
    expectEqual(none.status, 404, "a picture that is none");
  });
}

const linksOf = (links) => links.map((link) => link.href);
const picturesAreThere = () => document.querySelector(".own-frame video")?.videoWidth > 0;
