// Two people in a room: they come, see each other, mute, share, reload, leave.
import { openBrowser } from "./browsers.mjs";
import { expect, expectEqual, test, until } from "./harness.mjs";
import { joinRoom } from "./person.mjs";
import { startServer } from "./server.mjs";

export async function run() {
  const server = await startServer();
  const browser = await openBrowser();
  let rooms = 0;
  const pair = async (options = {}) => {
    const room = `họp ${++rooms}`;
    const hoa = await joinRoom(browser, server, room, "Hoa", options);
    const lan = await joinRoom(browser, server, room, "Lan", options);
    await Promise.all([hoa.sees("Hoa", "Lan"), lan.sees("Hoa", "Lan")]);
    return { room, hoa, lan };
  };

  await test("conference: both see each other move", async () => {
    const { hoa, lan } = await pair();
    const [seen] = await Promise.all([hoa.seesMoving("Lan"), lan.seesMoving("Hoa")]);
    const video = await hoa.inbound("video");
    expect(
      video.some((one) => one.framesDecoded > 0),
      "frames decoded by the receiver",
    );
    hoa.expectNoErrors();
    lan.expectNoErrors();
    return `${seen.width}×${seen.height}`;
  });

  await test("conference: alone one is told how others come in", async () => {
    const hoa = await joinRoom(browser, server, "một mình", "Hoa");
    await hoa.page.waitForSelector(".alone .qr");
    const link = await hoa.page.inputValue(".alone input");
    expect(link.endsWith("/r/một%20mình"), `link: ${link}`);
    const lan = await joinRoom(browser, server, "một mình", "Lan");
    await hoa.page.waitForSelector(".alone", { state: "detached" });
    await lan.page.click(".control-leave");
    await hoa.page.waitForSelector(".alone");
  });

  await test("conference: SRTP is AES-GCM", async () => {
    const { hoa, lan } = await pair();
    await Promise.all([hoa.seesMoving("Lan"), lan.seesMoving("Hoa")]);
    const transports = await hoa.statistics("transport");
    const ciphers = transports.map((one) => one.srtpCipher).filter(Boolean);
    expect(ciphers.length > 0 && ciphers.every((one) => /GCM/.test(one)), `ciphers: ${ciphers}`);
    return ciphers[0];
  });

  await test("conference: M mutes, the others see it, M unmutes", async () => {
    const { hoa, lan } = await pair();
    const muted = lan.tile("Hoa").locator(".caption[data-muted]");
    await until(async () => (await muted.count()) === 0, "Hoa is heard at first");
    await hoa.press("m");
    await muted.waitFor();
    const label = await lan.tile("Hoa").getAttribute("aria-label");
    expect(label.includes("micro tắt"), `label: ${label}`);
    await hoa.press("m");
    await muted.waitFor({ state: "detached" });
  });

  await test("conference: C stops the camera, initials stand in, C brings it back", async () => {
    const { hoa, lan } = await pair();
    await lan.seesMoving("Hoa");
    await hoa.press("c");
    await lan.tile("Hoa").locator(".avatar").waitFor();
    expectEqual(await lan.tile("Hoa").locator("video").count(), 0, "pictures");
    await hoa.press("c");
    await lan.seesMoving("Hoa");
  });

  await test("conference: a shared screen comes on everyone's stage and goes again", async () => {
    const { hoa, lan } = await pair();
    await hoa.page.click(".control[data-source=screen]");
    await lan.seesMoving("Màn hình của Hoa", { kind: "screen", more: 2 });
    await lan.page.waitForSelector(".tile[data-kind=screen][data-staged]");
    await hoa.page.waitForSelector(".own-screen");
    await hoa.page.click(".control[data-source=screen]");
    await lan.page.waitForSelector(".tile[data-kind=screen]", { state: "detached" });
    await until(async () => (await lan.page.locator("[data-staged]").count()) === 0, "the grid");
  });

  await test("conference: without devices one sees and hears", async () => {
    const hoa = await joinRoom(browser, server, "chỉ xem", "Hoa");
    const lan = await joinRoom(browser, server, "chỉ xem", "Lan", { devices: 0 });
    await lan.seesMoving("Hoa");
    await hoa.tile("Lan").locator(".avatar").waitFor();
    const label = await hoa.tile("Lan").getAttribute("aria-label");
    expect(label.includes("không có micro"), `label: ${label}`);
    expectEqual((await lan.outbound("video")).length, 0, "pictures sent");
  });

  await test("conference: arrows and F stage a tile, Esc goes back", async () => {
    const { hoa } = await pair();
    await hoa.press("ArrowRight");
    await hoa.press("ArrowRight");
    const focused = () =>
      hoa.page.evaluate(() => document.activeElement?.closest(".tile")?.textContent ?? "");
    expect((await focused()).includes("Lan"), `focused: ${await focused()}`);
    await hoa.press("f");
    await hoa.page.waitForSelector(".tile[data-staged]");
    expect((await hoa.page.textContent(".tile[data-staged]")).includes("Lan"), "Lan is staged");
    await hoa.press("Escape");
    await hoa.page.waitForSelector(".tile[data-staged]", { state: "detached" });
    await hoa.press("?");
    await hoa.page.waitForSelector(".keys");
    await hoa.press("Escape");
    await hoa.page.waitForSelector(".keys", { state: "detached" });
  });

  await test("conference: the list of people, searched without diacritics", async () => {
    const { hoa } = await pair();
    await hoa.press("p");
    await hoa.page.waitForSelector(".person");
    expectEqual(await hoa.page.locator(".person").count(), 2, "people");
    await hoa.page.fill(".panel input", "lán");
    await until(async () => (await hoa.page.locator(".person").count()) === 1, "one found");
    await hoa.page.fill(".panel input", "không ai");
    await hoa.page.waitForSelector(".panel-empty");
  });

  await test("conference: a reload goes straight back in, with the same devices", async () => {
    const { hoa, lan } = await pair();
    await hoa.press("c");
    await lan.tile("Hoa").locator(".avatar").waitFor();
    await hoa.page.reload();
    await hoa.page.waitForSelector(".room");
    await Promise.all([hoa.sees("Hoa", "Lan"), lan.sees("Hoa", "Lan")]);
    await hoa.seesMoving("Lan");
    expectEqual(await lan.tile("Hoa").locator("video").count(), 0, "Hoa's pictures");
    await hoa.page.waitForSelector(".control[data-source=microphone][data-on=true]");
  });

  await test("conference: who leaves is gone for the others, and may come again", async () => {
    const { hoa, lan } = await pair();
    await hoa.page.click(".control-leave");
    await hoa.page.waitForSelector(".farewell");
    await lan.sees("Lan");
    await hoa.page.click(".farewell .button-main");
    await hoa.enter();
    await lan.sees("Hoa", "Lan");
    await lan.seesMoving("Hoa");
  });

  await test("conference: who closes the browser's tab is gone for the others", async () => {
    const { hoa, lan } = await pair();
    await hoa.page.close({ runBeforeUnload: true });
    await lan.sees("Lan");
  });

  await test("conference: in English, on a phone", async () => {
    const phone = { locale: "en-US", viewport: { width: 390, height: 844 } };
    const { hoa, lan } = await pair(phone);
    await hoa.seesMoving("Lan");
    expectEqual(await hoa.page.getAttribute(".control-leave", "aria-label"), "Leave the room", "word");
    const over = await hoa.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over <= 0, `${over} px too wide`);
    await hoa.press("m");
    await lan.tile("Hoa").locator(".caption[data-muted]").waitFor();
    const label = await lan.tile("Hoa").getAttribute("aria-label");
    expect(label.includes("muted"), `label: ${label}`);
  });

  await test("conference: in the room too, nothing is asked of another host", async () => {
    const { hoa } = await pair();
    await hoa.seesMoving("Lan");
    const foreign = hoa.requests.filter((url) => {
      const { host, protocol } = new URL(url);
      return !["data:", "blob:"].includes(protocol) && host !== new URL(server.origin).host;
    });
    expectEqual(foreign, [], "requests to others");
    const policy = hoa.complaints.filter((words) => words.includes("Content Security Policy"));
    expectEqual(policy, [], "complaints by the policy");
  });
}
