// The acts that the README leads a newcomer through, in real browsers.
import { openBrowser } from "../e2e/browsers.mjs";
import { expect, expectEqual, test, until } from "../e2e/harness.mjs";
import {
  checkIn,
  command,
  makeLink,
  openControlRoom,
  openDisplay,
  openPhoneAsRoom,
  startHall,
  startRooms,
} from "./hall.mjs";

const kPhoneRoom = 5;
const kWatchingRoom = 3;
const kSpeakingRoom = 2;

export async function run() {
  const hall = await startHall();
  await startRooms(hall.server);
  const browser = await openBrowser();

  await test("act a: a phone becomes a room, asks, and one click puts it on the projector", async () => {
    const chair = await openControlRoom(browser, hall);
    const display = await openDisplay(browser, await makeLink(chair, kWatchingRoom, ["display"]));
    await sitesOnStage(display, (sites) => sites.length > 0);
    const link = await makeLink(chair, kPhoneRoom, ["sound"]);
    const phone = await openPhoneAsRoom(browser, link);
    await checkIn(phone);
    await phone.page.locator(".ask-main").tap();
    const hand = chair.page.locator(".queue li").filter({ hasText: "điện thoại" });
    await hand.waitFor();
    await hand.locator("button").first().click();
    await sitesOnStage(display, (sites) => sites.includes(kPhoneRoom));
    await pictureMoves(display, kPhoneRoom);
    await display.page.locator(".band", { hasText: "điện thoại" }).waitFor();
    await until(async () => (await loudness(display)) > 0.01, "the phone is heard in the other room");
    await phone.page.waitForSelector(".own-frame[data-on-air]");
    for (const person of [chair, display, phone]) person.expectNoErrors();
  });

  await test("act b: after the plug was pulled the same speaker, clock, queue and counts stand", async () => {
    const chair = await openControlRoom(browser, hall);
    const display = await openDisplay(browser, await makeLink(chair, kWatchingRoom, ["display"]));
    await grant(chair, kSpeakingRoom);
    await sitesOnStage(display, (sites) => sites.includes(kSpeakingRoom));
    await pictureMoves(display, kSpeakingRoom);
    const before = await standing(chair);
    await hall.server.kill();
    await chair.page.waitForSelector(".control-stale");
    expectEqual((await standing(chair)).speaker, before.speaker, "the last picture stays");
    const listening = await hall.server.start();
    await chair.page.waitForSelector(".control-stale", { state: "detached" });
    const after = await standing(chair);
    const seconds = ((performance.now() - listening) / 1000).toFixed(1);
    expectEqual(
      [after.speaker, after.queue, after.heads],
      [before.speaker, before.queue, before.heads],
      "what stood before",
    );
    expect(after.clock >= before.clock, `the clock went on: ${before.clock} to ${after.clock}`);
    await pictureMoves(display, kSpeakingRoom);
    const pictures = ((performance.now() - listening) / 1000).toFixed(1);
    return `control room after ${seconds} s, picture on the projector after ${pictures} s`;
  });

  await test("floor: from the key to the new speaker's first frame in a third room", async () => {
    const chair = await openControlRoom(browser, hall);
    const display = await openDisplay(browser, await makeLink(chair, kWatchingRoom, ["display"]));
    const times = [];
    for (let turn = 0; turn < 20; ++turn) {
      times.push(await timeOfGrant(chair, display, turn % 2 === 0 ? 2 : 4));
    }
    times.sort((a, b) => a - b);
    return `20 grants: median ${times[10]} ms, p95 ${times[18]} ms, longest ${times[19]} ms`;
  });
}

const stage = (display) =>
  display.page.$$eval(".stage-picture", (found) => found.map((one) => Number(one.dataset.site)));

const sitesOnStage = (display, fits) =>
  until(async () => fits(await stage(display)), "the stage is as it should be");

// Ten further frames of a room are drawn on the projector.
async function pictureMoves(display, site) {
  const frames = () =>
    display.page
      .locator(`.stage-picture[data-site="${site}"] video`)
      .evaluate((video) => video.getVideoPlaybackQuality().totalVideoFrames);
  let first = null;
  await until(async () => {
    const now = await frames();
    if (first === null || now < first) first = now;
    return now >= first + 10;
  }, `room ${site} moves on the projector`);
}

// The loudest that any track has been in the last moments.
async function loudness(display) {
  const flows = await display.inbound("audio");
  return Math.max(0, ...flows.map((flow) => flow.audioLevel ?? 0));
}

// What must be the same after a power cut.
const standing = (chair) =>
  chair.page.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent ?? "";
    const [minutes, seconds] = (text(".turn-clock").match(/\d+:\d+/)?.[0] ?? "0:0").split(":");
    return {
      speaker: text(".turn-words"),
      clock: Number(minutes) * 60 + Number(seconds),
      queue: document.querySelectorAll(".queue li").length,
      heads: [...document.querySelectorAll(".wall-heads")].map((one) => one.textContent).join(),
    };
  });

// Both pages run in one browser, whose clock they share.
async function timeOfGrant(chair, display, site) {
  const shown = display.page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          const video = document.querySelector(`.stage-picture[data-site="${wanted}"] video`);
          if (!video) return requestAnimationFrame(look);
          video.requestVideoFrameCallback(() => resolve(Date.now()));
        };
        look();
      }),
    site,
  );
  const asked = await grant(chair, site);
  return (await shown) - asked;
}

// Gives a room the floor, as the control room sees it now; when it was asked.
async function grant(chair, site) {
  const seen = await chair.page.evaluate(() =>
    Number(document.querySelector(".turn:last-child")?.dataset.turn ?? 0),
  );
  const asked = await chair.page.evaluate(() => Date.now());
  const given = await command(chair, "floor.grant", { site, seen, item: 0, allotted_s: 60 });
  expectEqual(given.status, 200, `the grant: ${JSON.stringify(given.body)}`);
  return asked;
}
