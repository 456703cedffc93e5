// Tokens as applications make them, with LiveKit's own server SDK.
import { AccessToken } from "livekit-server-sdk";
import { API_KEY, API_SECRET } from "./programs.mjs";

export function token(room, identity, { secret = API_SECRET, key = API_KEY, ttl = "10m", ...grant } = {}) {
  const access = new AccessToken(key, secret, { identity, name: identity, ttl });
  access.addGrant({ room, roomJoin: true, ...grant });
  return access.toJwt();
}
