// What the server says to tokens of livekit-server-sdk, good and bad.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { API_KEY, API_SECRET, Server } from "./programs.mjs";
import { token } from "./tokens.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server?.stop());

// The answer to a WebSocket upgrade of the signalling path: 101 when it was accepted.
function upgrade(jwt, { path = "/rtc/v1", where = "query" } = {}) {
  const query = where === "query" ? `?access_token=${jwt}` : "";
  return new Promise((resolve, reject) => {
    const ask = request({
      host: "127.0.0.1",
      port: server.port,
      path: path + query,
      headers: {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...(where === "header" ? { Authorization: `Bearer ${jwt}` } : {}),
      },
    });
    ask.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    ask.on("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    ask.on("error", reject);
    ask.end();
  });
}

async function validate(jwt) {
  const response = await fetch(`http://127.0.0.1:${server.port}/rtc/v1/validate?access_token=${jwt}`);
  return response.status;
}

// A token with any header and claims, signed with `secret`.
function forge(header, claims, secret) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part(header)}.${part(claims)}`;
  const signature = secret ? createHmac("sha256", secret).update(input).digest("base64url") : "";
  return `${input}.${signature}`;
}
const now = () => Math.floor(Date.now() / 1000);
const claims = (changes = {}) => ({
  iss: API_KEY,
  sub: "someone",
  exp: now() + 600,
  video: { room: "tokens", roomJoin: true },
  ...changes,
});

test("a good token is accepted by validate", async () => {
  assert.equal(await validate(await token("tokens", "someone")), 200);
});

for (const where of ["query", "header"]) {
  // Without a join request the upgrade is not complete, but the token is not what is wrong.
  test(`a good token in the ${where} is not refused`, async () => {
    assert.notEqual(await upgrade(await token("tokens", "someone"), { where }), 401);
  });
  test(`a token of another secret in the ${where} is refused`, async () => {
    const jwt = await token("tokens", "someone", { secret: "wrong" });
    assert.equal(await upgrade(jwt, { where }), 401);
  });
}

test("an unknown key is refused", async () => {
  assert.equal(await validate(await token("tokens", "someone", { key: "nokey" })), 401);
});
test("an expired token is refused", async () => {
  const jwt = forge({ alg: "HS256" }, claims({ exp: now() - 3600 }), API_SECRET);
  assert.equal(await validate(jwt), 401);
  assert.equal(await upgrade(jwt), 401);
});
test("a token that is not valid yet is refused", async () => {
  assert.equal(await validate(forge({ alg: "HS256" }, claims({ nbf: now() + 3600 }), API_SECRET)), 401);
});
test("a token without a signature is refused", async () => {
  assert.equal(await validate(forge({ alg: "none" }, claims(), "")), 401);
});
test("a token without the right to join is refused", async () => {
  assert.equal(await validate(await token("tokens", "someone", { roomJoin: false })), 401);
});
test("a changed token is refused", async () => {
  const jwt = await token("tokens", "someone");
  const [header, , signature] = jwt.split(".");
  const other = forge({ alg: "HS256" }, claims({ sub: "somebody-else" }), "x").split(".")[1];
  assert.equal(await validate(`${header}.${other}.${signature}`), 401);
});
test("no token and nonsense are refused", async () => {
  assert.equal(await validate(""), 401);
  assert.equal(await validate("not-a-token"), 401);
});
