// A tone of known frequency goes in at one end and is found at the other.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser } from "./browsers.mjs";
import { expect, test, until } from "./harness.mjs";
import { joinRoom, openPage } from "./person.mjs";
import { startServer } from "./server.mjs";

const kTone = 997; // Hz; no multiple of anything a browser makes by itself

export async function run() {
  const server = await startServer();
  const folder = mkdtempSync(join(tmpdir(), "diemcau-tone-"));
  const file = join(folder, "tone.wav");
  writeFileSync(file, toneFile(kTone));
  // As from a mixer: noise removal takes a steady tone for noise.
  const preferences = { plainSound: true, cameraOn: false, microphoneOn: true };

  await test("sound: the tone that is sent is the tone that is heard", async () => {
    const speaking = await openBrowser({ flags: [`--use-file-for-fake-audio-capture=${file}`] });
    const listening = await openBrowser();
    const hoa = await joinRoom(speaking, server, "tiếng", "Hoa", {
      preferences,
      devices: 1,
    });
    const lan = await joinRoom(listening, server, "tiếng", "Lan", { devices: 0 });
    await lan.sees("Hoa", "Lan");
    const peak = await until(async () => {
      const found = await heard(lan.page);
      return found && Math.abs(found.frequency - kTone) < 15 && found.above > 20 ? found : null;
    }, `a peak at ${kTone} Hz`);
    const [audio] = await lan.inbound("audio");
    hoa.expectNoErrors();
    return `${peak.frequency.toFixed(0)} Hz, ${peak.above.toFixed(0)} dB above the median, ${audio?.codec}`;
  });

  await test("sound: who speaks is marked, who is muted is silent", async () => {
    // The fake microphone beeps.
    const speaking = await openBrowser();
    const hoa = await joinRoom(speaking, server, "ai nói", "Hoa", {
      preferences,
      devices: 1,
    });
    const lan = await joinRoom(speaking, server, "ai nói", "Lan", { devices: 0 });
    await lan.page.waitForSelector(".tile[data-speaking]");
    expect((await lan.page.textContent(".tile[data-speaking]")).includes("Hoa"), "it is Hoa");
    await hoa.press("m");
    await lan.page.waitForSelector(".tile[data-speaking]", { state: "detached" });
    await until(async () => {
      const found = await heard(lan.page);
      return found && found.loudest < -80;
    }, "silence");
  });

  await test("sound: a browser that holds it back is told on by a button", async () => {
    const speaking = await openBrowser({ flags: [`--use-file-for-fake-audio-capture=${file}`] });
    const strict = await openBrowser({
      flags: ["--autoplay-policy=document-user-activation-required"],
    });
    await joinRoom(speaking, server, "chặn tiếng", "Hoa", {
      preferences,
      devices: 1,
    });
    // A tab that the browser opens again at its start goes straight back in, without a click.
    const lan = await openPage(strict);
    await lan.setPreferences(server, { name: "Lan" });
    await lan.page.addInitScript(() =>
      sessionStorage.setItem("diemcau.inside", JSON.stringify({ room: "chặn tiếng" })),
    );
    // Whatever a test asks a page counts as a click, so that only its log may be listened to until
    // the browser has held the sound back.
    const refused = lan.page.waitForEvent("console", {
      predicate: (message) => /could not playback audio/.test(message.text()),
    });
    await lan.page.goto(`${server.origin}/r/${encodeURIComponent("chặn tiếng")}`, {
      waitUntil: "commit",
    });
    await refused;
    await lan.page.waitForSelector(".notice-sound .button");
    await lan.page.click(".notice-sound .button");
    await lan.page.waitForSelector(".notice-sound", { state: "detached" });
    await until(async () => {
      const found = await heard(lan.page);
      return found && Math.abs(found.frequency - kTone) < 15;
    }, "the tone after the button");
  });

  rmSync(folder, { recursive: true, force: true });
}

// The strongest frequency in what the page plays, and by how much it stands out.
function heard(page) {
  return page.evaluate(async () => {
    const element = document.querySelector("audio");
    if (!element?.srcObject || element.paused) return null;
    window.ear ??= new AudioContext();
    await window.ear.resume();
    if (window.earStream !== element.srcObject) {
      window.earStream = element.srcObject;
      window.analyser = window.ear.createAnalyser();
      window.analyser.fftSize = 8192;
      window.analyser.smoothingTimeConstant = 0;
      window.ear.createMediaStreamSource(element.srcObject).connect(window.analyser);
    }
    const levels = new Float32Array(window.analyser.frequencyBinCount);
    window.analyser.getFloatFrequencyData(levels);
    let best = 0;
    for (let i = 1; i < levels.length; i++) if (levels[i] > levels[best]) best = i;
    const sorted = [...levels].sort((a, b) => a - b);
    const median = Math.max(-160, sorted[levels.length >> 1]);
    const loudest = Math.max(-160, levels[best]);
    const frequency = (best * window.ear.sampleRate) / window.analyser.fftSize;
    return { frequency, loudest, above: loudest - median };
  });
}

// Ten seconds of a sine, 16 bits, 48 kHz; Chromium plays it over and over. Whole periods, so that
// the seam is not heard.
function toneFile(frequency) {
  const rate = 48_000;
  const samples = rate * 10;
  const data = Buffer.alloc(44 + samples * 2);
  data.write("RIFF", 0);
  data.writeUInt32LE(36 + samples * 2, 4);
  data.write("WAVEfmt ", 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(rate, 24);
  data.writeUInt32LE(rate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write("data", 36);
  data.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    const value = 0.4 * Math.sin((2 * Math.PI * frequency * i) / rate);
    data.writeInt16LE(Math.round(value * 32767), 44 + i * 2);
  }
  return data;
}
