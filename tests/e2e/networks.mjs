// Networks that let only part of it through.
import { openBrowser } from "./browsers.mjs";
import { expect, test } from "./harness.mjs";
import { openPage } from "./person.mjs";
import { startServer } from "./server.mjs";

export async function run() {
  // It tells clients an address that leads nowhere: signalling works, media does not.
  const server = await startServer("--node-ip", "192.0.2.1");
  const browser = await openBrowser();

  await test("networks: blocked UDP is said plainly, with what to do", async () => {
    const person = await openPage(browser);
    await person.setPreferences(server, { name: "Hoa" });
    await person.page.goto(`${server.origin}/r/chan`);
    await person.page.click(".lobby-actions .button-quiet");
    await person.page.waitForSelector(".notice", { timeout: 90_000 });
    const words = await person.page.textContent(".notice");
    expect(words.includes("UDP"), `notice: ${words}`);
    expect(words.includes("7882"), `notice: ${words}`);
  });
}
