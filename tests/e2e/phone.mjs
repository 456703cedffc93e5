// A phone comes in by the address that the server is known by in the house: HTTPS by its own
// authority, camera and microphone, picture and sound both ways.
import { openBrowser } from "./browsers.mjs";
import { expect, test } from "./harness.mjs";
import { HouseNetwork, mayMakeNetworks } from "./house_network.mjs";
import { joinRoom, openPage } from "./person.mjs";
import { startServerOn } from "./server.mjs";

const kPhone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export async function run() {
  if (!mayMakeNetworks) {
    console.log("  left out: phone (network namespaces need root)");
    return;
  }
  const network = new HouseNetwork();
  try {
    network.open();
    await withNetwork(network);
  } finally {
    network.close();
  }
}

async function withNetwork(network) {
  const server = await startServerOn(network.here);
  const desk = await openBrowser();

  await test("phone: plain HTTP says why there is no camera, and leads to the certificate", async () => {
    const phone = await openBrowser({ program: network.browserProgram() });
    const person = await openPage(phone, kPhone);
    await person.page.goto(`${server.origin}/r/nhà`);
    await person.page.waitForSelector(".prose");
    const offered = await person.page.locator(".addresses a").first().getAttribute("href");
    expect(offered.startsWith(`https://${network.here}:`), `address: ${offered}`);
    await person.page.click(".steps .button-main");
    await person.page.waitForSelector(".certificate .fingerprint");
    const certificate = await person.page.evaluate(async () =>
      Array.from(new Uint8Array(await (await fetch("/ca.crt")).arrayBuffer())),
    );
    network.trust(Buffer.from(certificate));
    await phone.close();
  });

  await test("phone: HTTPS by the house's address, seen and heard both ways", async () => {
    const phone = await openBrowser({ program: network.browserProgram() });
    const secure = { origin: server.origin.replace("http:", "https:") };
    const lan = await joinRoom(phone, secure, "nhà", "Lan", kPhone);
    const hoa = await joinRoom(desk, server.nearby, "nhà", "Hoa");
    await Promise.all([lan.seesMoving("Hoa"), hoa.seesMoving("Lan")]);
    await Promise.all([lan.hears("Hoa"), hoa.hears("Lan")]);
    const crossed = (await lan.statistics("local-candidate")).map((one) => one.address);
    expect(crossed.includes(network.there), `the phone's addresses: ${crossed}`);
    expect(await lan.page.evaluate(() => isSecureContext), "a secure page");
  });
}
