// Chromium as Debian has it. A browser is one computer with its devices; a context one person's
// profile.
import { chromium } from "playwright-core";

const open = new Set();

const kFlags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Two pages in the background must go on like two in front.
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
];

const kDevices = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

// `program`: Chromium on another machine (house_network.mjs).
export async function openBrowser(options = {}) {
  const { devices = kDevices, flags = [], program = "/usr/bin/chromium" } = options;
  const browser = await chromium.launch({
    executablePath: program,
    args: [...kFlags, ...devices, ...flags],
    ignoreDefaultArgs: ["--mute-audio"],
  });
  open.add(browser);
  browser.once("disconnected", () => open.delete(browser));
  return browser;
}

export async function closeAllBrowsers() {
  for (const browser of [...open]) await browser.close();
}
