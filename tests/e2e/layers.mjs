// The layer that is received follows the size of the tile.
import { openBrowser } from "./browsers.mjs";
import { expect, test, until } from "./harness.mjs";
import { joinRoom } from "./person.mjs";
import { startServer } from "./server.mjs";

const kSmall = { width: 420, height: 420 };
const kLarge = { width: 1600, height: 1000 };

export async function run() {
  const server = await startServer();
  const browser = await openBrowser();

  await test("layers: the picture received follows the tile's size", async () => {
    await joinRoom(browser, server, "lớp", "Hoa", { preferences: { microphoneOn: true } });
    const lan = await joinRoom(browser, server, "lớp", "Lan", {
      devices: 0,
      viewport: kSmall,
    });
    await lan.seesMoving("Hoa");
    const small = await receivedHeight(lan, (height) => height <= 360);
    await lan.page.setViewportSize(kLarge);
    await lan.tile("Hoa").locator(".tile-action").click();
    const large = await receivedHeight(lan, (height) => height > small);
    await lan.page.setViewportSize(kSmall);
    await lan.press("Escape");
    const again = await receivedHeight(lan, (height) => height < large);
    return `${small} → ${large} → ${again} lines`;
  });

  await test("layers: a tile that is not seen costs nothing", async () => {
    await joinRoom(browser, server, "khuất", "Hoa");
    const lan = await joinRoom(browser, server, "khuất", "Lan", {
      devices: 0,
      viewport: { width: 390, height: 844 },
    });
    await lan.seesMoving("Hoa");
    // On a phone a panel covers the stage; here the whole stage is taken out of sight.
    await lan.page.addStyleTag({ content: ".stage { display: none }" });
    let before = -1;
    await until(async () => {
      const now = await bytes(lan);
      const still = now === before;
      before = now;
      return still;
    }, "no more bytes come");
    await lan.page.addStyleTag({ content: ".stage { display: block !important }" });
    await until(async () => (await bytes(lan)) > before, "bytes come again");
  });
}

const bytes = async (person) =>
  (await person.inbound("video")).reduce((sum, one) => sum + one.bytesReceived, 0);

async function receivedHeight(person, fits) {
  return until(async () => {
    const heights = (await person.inbound("video")).map((one) => one.frameHeight ?? 0);
    const height = Math.max(0, ...heights);
    return height > 0 && fits(height) ? height : null;
  }, "a picture of the right size");
}
