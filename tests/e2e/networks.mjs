// Networks that let only part of it through.
import { openBrowser } from "./browsers.mjs";
import { expect, test, until } from "./harness.mjs";
import { HouseNetwork, mayMakeNetworks } from "./house_network.mjs";
import { joinRoom, openPage } from "./person.mjs";
import { startServer, startServerOn } from "./server.mjs";

export async function run() {
  const browser = await openBrowser();
  await withoutMedia(browser);
  await withoutAnsweredUdp(browser);
  if (mayMakeNetworks) await behindAFirewall(browser);
  else console.log("  left out: a firewall that drops UDP (network namespaces need root)");
}

async function withoutMedia(browser) {
  // It tells clients an address that leads nowhere: signalling works, media does not, neither by UDP
  // nor by TCP.
  const server = await startServer("--node-ip", "192.0.2.1");

  await test("networks: blocked UDP is said plainly, with what to do", async () => {
    const person = await openPage(browser);
    await person.setPreferences(server, { name: "Hoa" });
    await person.page.goto(`${server.origin}/r/chan`);
    await person.page.click(".lobby-actions .button-quiet");
    await person.page.waitForSelector(".notice");
    const words = await person.page.textContent(".notice");
    expect(words.includes("UDP"), `notice: ${words}`);
    expect(words.includes("7882"), `notice: ${words}`);
  });
}

// Takes the server's UDP addresses out of what the page reads.
const kForgetUdp = () => {
  const { prototype } = window.RTCPeerConnection;
  const native = prototype.setRemoteDescription;
  prototype.setRemoteDescription = function ({ type, sdp }) {
    const kept = sdp.split("\r\n").filter((line) => !/^a=candidate:\S+ \d udp /i.test(line));
    return native.call(this, { type, sdp: kept.join("\r\n") });
  };
};

async function withoutAnsweredUdp(browser) {
  const server = await startServer();

  await test("networks: without UDP, picture and sound go both ways by TCP", async () => {
    const hoa = await joinRoom(browser, server, "hẹp", "Hoa", { before: kForgetUdp });
    const lan = await joinRoom(browser, server, "hẹp", "Lan");
    await bothWays(hoa, lan);
    await goesBy(hoa, "tcp");
    // Who has both is on the better one.
    await goesBy(lan, "udp");
    hoa.expectNoErrors();
  });
}

async function behindAFirewall(browser) {
  const network = new HouseNetwork();
  try {
    network.open();
    network.dropUdp();
    const server = await startServerOn(network.here);
    await test("networks: behind a firewall that drops UDP, media finds its way by TCP", async () => {
      const far = await openBrowser({
        program: network.browserProgram(),
        // A camera without the certificate; what a certificate takes is tried with the phone.
        flags: [`--unsafely-treat-insecure-origin-as-secure=${server.origin}`],
      });
      const lan = await joinRoom(far, server, "xa", "Lan");
      const hoa = await joinRoom(browser, server.nearby, "xa", "Hoa");
      await bothWays(hoa, lan);
      await goesBy(lan, "tcp");
      const metrics = await (await fetch(`${server.nearby.origin}/metrics`)).text();
      expect(/diemcau_tcp_connections\{shard="0"\} [1-9]/.test(metrics), "a TCP connection");
    });
  } finally {
    network.close();
  }
}

const bothWays = (hoa, lan) =>
  Promise.all([hoa.seesMoving("Lan"), lan.seesMoving("Hoa"), hoa.hears("Lan"), lan.hears("Hoa")]);

// What carries the person's media in the end.
const goesBy = (person, protocol) =>
  until(async () => {
    const [transport] = await person.statistics("transport");
    const pairs = await person.statistics("candidate-pair");
    const pair = pairs.find((one) => one.id === transport?.selectedCandidatePairId);
    const local = await person.statistics("local-candidate");
    return local.find((one) => one.id === pair?.localCandidateId)?.protocol === protocol;
  }, `media goes by ${protocol}`);
