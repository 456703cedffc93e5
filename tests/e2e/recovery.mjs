// The server dies and comes back; lines break and mend.
import { openBrowser } from "./browsers.mjs";
import { expect, test, until } from "./harness.mjs";
import { joinRoom, openPage } from "./person.mjs";
import { startServer } from "./server.mjs";

export async function run() {
  const server = await startServer();
  const browser = await openBrowser();

  await test("recovery: the server is killed and started, both come back by themselves", async () => {
    const hoa = await joinRoom(browser, server, "bền", "Hoa");
    const lan = await joinRoom(browser, server, "bền", "Lan");
    await Promise.all([hoa.seesMoving("Lan"), lan.seesMoving("Hoa")]);
    await server.kill();
    await Promise.all([staysVisible(hoa, "Lan"), staysVisible(lan, "Hoa")]);
    const listening = await server.start();
    const back = async (person, other) => {
      await person.page.waitForSelector(".room:not([data-stale])");
      await person.seesMoving(other, { more: 3 });
      return (performance.now() - listening) / 1000;
    };
    const seconds = await Promise.all([back(hoa, "Lan"), back(lan, "Hoa")]);
    await Promise.all([hoa.sees("Hoa", "Lan"), lan.sees("Hoa", "Lan")]);
    hoa.expectNoErrors();
    return `picture back after ${seconds.map((s) => s.toFixed(1)).join(" and ")} s`;
  });

  await test("recovery: a mute made before holds after", async () => {
    const hoa = await joinRoom(browser, server, "giữ", "Hoa");
    const lan = await joinRoom(browser, server, "giữ", "Lan");
    await lan.seesMoving("Hoa");
    await hoa.press("m");
    await lan.tile("Hoa").locator(".caption[data-muted]").waitFor();
    await server.kill();
    await lan.page.waitForSelector(".room[data-stale]");
    await server.start();
    await lan.seesMoving("Hoa", { more: 3 });
    const label = await lan.tile("Hoa").getAttribute("aria-label");
    expect(label.includes("micro tắt"), `label: ${label}`);
  });

  await test("recovery: the first page waits for the server and goes on by itself", async () => {
    const person = await openPage(browser);
    await person.page.goto(server.origin);
    await server.kill();
    await person.page.evaluate(() => {
      history.pushState(null, "", "/");
    });
    // The page is here already; only what it asks fails.
    await person.page.fill("input >> nth=0", "Hoa");
    await person.page.fill("input >> nth=1", "đợi");
    await person.page.click("form .button-main");
    await person.page.waitForSelector(".lobby");
    await person.page.click(".lobby-actions .button-quiet");
    await person.page.waitForSelector(".notice");
    const words = await person.page.textContent(".notice");
    expect(words.includes("Máy chủ không trả lời"), `notice: ${words}`);
    await server.start();
    await person.page.click(".lobby-actions .button-quiet");
    await person.page.waitForSelector(".room");
  });
}

// The line is lost, said so, and the last picture stays.
async function staysVisible(person, other) {
  await person.page.waitForSelector(".room[data-stale]");
  const words = await person.page.textContent(".room-notices");
  expect(words.includes("Mất đường truyền"), `notice: ${words}`);
  await until(async () => (await person.names()).includes(other), `${other}'s tile stays`, 5000);
}
