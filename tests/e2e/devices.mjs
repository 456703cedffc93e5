// The lobby with devices that work, are refused, are missing, or are held by another program.
import { openBrowser } from "./browsers.mjs";
import { expect, expectEqual, test, until } from "./harness.mjs";
import { openPage } from "./person.mjs";
import { startServer } from "./server.mjs";

export async function run() {
  const server = await startServer();

  await test("devices: the lobby shows the picture and the level", async () => {
    const browser = await openBrowser();
    const person = await openPage(browser);
    await person.page.goto(`${server.origin}/r/thu`);
    await person.devicesReady();
    await until(
      () => person.page.$eval(".preview video", (video) => video.videoWidth > 0),
      "the preview has a picture",
    );
    // The fake microphone beeps.
    await until(
      () =>
        person.page.$eval(".meter", (meter) => Number(meter.style.getPropertyValue("--level")) > 0.2),
      "the meter moves",
    );
    const cameras = await person.page.$$eval("select >> nth=0 >> option", (all) => all.length);
    expect(cameras >= 2, "cameras to choose from");
    await person.page.click(".round >> nth=1");
    await person.page.waitForSelector(".preview-empty");
    const live = await person.page.$$eval("video", (all) => all.length);
    expectEqual(live, 0, "pictures after switching off");
  });

  const refused = async (name, options, wanted, prepare) => {
    await test(`devices: ${name}, and one enters all the same`, async () => {
      const browser = await openBrowser(options);
      const person = await openPage(browser);
      if (prepare) await person.page.addInitScript(prepare);
      await person.setPreferences(server, { name: "Lan" });
      await person.page.goto(`${server.origin}/r/${encodeURIComponent(name)}`);
      const notices = person.page.locator(".notice strong");
      await until(async () => (await notices.count()) === 2, "two notices");
      expectEqual(await notices.allTextContents(), wanted, "notices");
      await person.page.click(".lobby-actions .button-main");
      await person.page.waitForSelector(".room");
      await person.sees("Lan");
      await person.page.waitForSelector(".tile .avatar");
      person.expectNoErrors();
    });
  };

  await refused(
    "permission denied",
    { devices: ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny"] },
    ["Trình duyệt chưa được phép dùng micro", "Trình duyệt chưa được phép dùng camera"],
  );
  await refused(
    "no devices at all",
    { devices: ["--use-fake-ui-for-media-stream"] },
    ["Không tìm thấy micro nào", "Không tìm thấy camera nào"],
  );
  // No second program can hold a fake device: only here the browser's answer is made up.
  await refused(
    "devices busy",
    {},
    ["Micro đang bị phần mềm khác giữ", "Camera đang bị phần mềm khác giữ"],
    () => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException("Could not start video source", "NotReadableError"));
    },
  );
}
