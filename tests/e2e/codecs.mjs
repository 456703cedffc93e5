// Every codec that browsers send is passed on so that browsers decode it.
import { openBrowser } from "./browsers.mjs";
import { expectEqual, test, until } from "./harness.mjs";
import { joinRoom } from "./person.mjs";
import { startServer } from "./server.mjs";

export async function run() {
  const server = await startServer();
  const browser = await openBrowser();
  for (const codec of ["vp8", "h264", "vp9", "av1"]) {
    await test(`codecs: ${codec} is sent and decoded`, async () => {
      await joinRoom(browser, server, codec, "Hoa", { query: `?codec=${codec}` });
      const lan = await joinRoom(browser, server, codec, "Lan", { devices: 0 });
      const { width, height } = await lan.seesMoving("Hoa");
      const [video] = await until(async () => {
        const found = (await lan.inbound("video")).filter((one) => one.framesDecoded > 10);
        return found.length > 0 ? found : null;
      }, "decoded frames");
      expectEqual(video.codec?.toLowerCase(), `video/${codec}`, "codec received");
      return `${width}×${height}, ${video.framesDecoded} frames, ${video.decoderImplementation}`;
    });
  }
}
