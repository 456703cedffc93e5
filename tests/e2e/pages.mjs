// The pages before and beside the room.
import { openBrowser } from "./browsers.mjs";
import { expect, expectEqual, test, until } from "./harness.mjs";
import { openPage } from "./person.mjs";
import { startServer } from "./server.mjs";

const kPhone = { width: 360, height: 740 };

export async function run() {
  const server = await startServer();
  const browser = await openBrowser({
    flags: ["--host-resolver-rules=MAP phong-hop.test 127.0.0.1"],
  });
  const open = (options) => openPage(browser, options);
  const heading = (person) => person.page.textContent("h1");

  await test("pages: nothing is asked of another host, and the policy is in force", async () => {
    const person = await open();
    const answer = await person.page.goto(server.origin);
    const policy = answer.headers()["content-security-policy"] ?? "";
    expect(policy.includes("default-src 'self'"), `policy: ${policy}`);
    for (const path of ["/", "/r/a", "/ca"]) {
      await person.page.goto(server.origin + path);
      await person.page.waitForSelector("h1");
    }
    await person.page.waitForLoadState("networkidle");
    const foreign = person.requests.filter(
      (url) => !url.startsWith(`${server.origin}/`) && !/^(data|blob):/.test(url),
    );
    expectEqual(foreign, [], "requests to others");
    expectEqual(person.complaints, [], "complaints of the browser");
    person.expectNoErrors();
  });

  await test("pages: the policy would stop a page that asks elsewhere", async () => {
    const person = await open();
    await person.page.goto(server.origin);
    const stopped = await person.page.evaluate(() =>
      fetch("https://192.0.2.1/").then(
        () => false,
        () => true,
      ),
    );
    expect(stopped, "the request was let out");
    const told = person.complaints.some((words) => words.includes("Content Security Policy"));
    expect(told, `not by the policy: ${person.complaints.join()}`);
  });

  await test("pages: Vietnamese and English by the browser, the switch is remembered", async () => {
    const vietnamese = await open({ locale: "vi-VN" });
    await vietnamese.page.goto(server.origin);
    expectEqual(await heading(vietnamese), "Vào phòng họp", "heading");
    expectEqual(await vietnamese.page.getAttribute("html", "lang"), "vi", "lang");
    await vietnamese.page.click("[lang=en]");
    expectEqual(await heading(vietnamese), "Enter a room", "heading");
    await vietnamese.page.reload();
    await vietnamese.page.waitForSelector("h1");
    expectEqual(await heading(vietnamese), "Enter a room", "heading after a reload");
    const english = await open({ locale: "en-US" });
    await english.page.goto(server.origin);
    expectEqual(await heading(english), "Enter a room", "heading");
  });

  await test("pages: from the first page to the lobby by keyboard alone", async () => {
    const person = await open();
    const { page } = person;
    await page.goto(server.origin);
    await page.waitForSelector("form");
    const focusOn = (selector) =>
      until(async () => {
        await page.keyboard.press("Tab");
        return page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
      }, `Tab reaches ${selector}`);
    await focusOn(".home-form input");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".field-error");
    await page.keyboard.type("Nguyễn Thị Hoa");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Họp giao ban");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".lobby");
    expectEqual(await heading(person), "Họp giao ban", "heading");
    expectEqual(new URL(page.url()).pathname, "/r/H%E1%BB%8Dp%20giao%20ban", "address");
    expectEqual(await page.inputValue(".lobby input[type=text]"), "Nguyễn Thị Hoa", "name");
  });

  await test("pages: a room's name with a dot in it survives a reload", async () => {
    const { page } = await open();
    await page.goto(`${server.origin}/r/bao-cao.txt/`);
    await page.waitForSelector(".lobby");
    await page.reload();
    await page.waitForSelector(".lobby");
    expectEqual(await page.textContent("h1"), "bao-cao.txt", "heading");
  });

  await test("pages: without HTTPS the page says why, how to change it, and lets one watch", async () => {
    const { page } = await open();
    const insecure = server.origin.replace("127.0.0.1", "phong-hop.test");
    await page.goto(`${insecure}/r/a`);
    await page.waitForSelector(".prose");
    expectEqual(await page.textContent("h1"), "Trang này chưa có HTTPS", "heading");
    await page.click(".aside-offer button");
    await page.waitForSelector(".lobby");
    await page.fill(".lobby input[type=text]", "Người xem");
    await page.click(".lobby-actions .button-main");
    await page.waitForSelector(".room");
  });

  await test("pages: nothing is wider than a phone", async () => {
    for (const locale of ["vi-VN", "en-US"]) {
      const { page } = await open({ locale, viewport: kPhone });
      for (const path of ["/", "/r/H%E1%BB%99i%20ngh%E1%BB%8B%20chuy%C3%AAn%20%C4%91%E1%BB%81", "/ca"]) {
        await page.goto(server.origin + path);
        await page.waitForSelector("h1");
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over <= 0, `${path} is ${over} px too wide in ${locale}`);
      }
    }
  });

  await test("pages: everything to press is named, and large enough for a finger", async () => {
    const { page } = await open({ viewport: kPhone });
    for (const path of ["/", "/r/a", "/ca"]) {
      await page.goto(server.origin + path);
      await page.waitForSelector("h1");
      const bad = await page.$$eval("button, input:not([type=checkbox]), select", (found) =>
        found
          .filter((one) => one.getBoundingClientRect().height > 0)
          .filter((one) => {
            const name =
              one.getAttribute("aria-label") || one.textContent || one.labels?.[0]?.textContent;
            return !name?.trim() || one.getBoundingClientRect().height < 40;
          })
          .map((one) => one.outerHTML.slice(0, 120)),
      );
      expectEqual(bad, [], `on ${path}`);
    }
  });
}
