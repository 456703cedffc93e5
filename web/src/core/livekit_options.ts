import type { ReconnectPolicy, RoomOptions, VideoCodec } from 'livekit-client';

const codecs: readonly VideoCodec[] = ['vp8', 'h264', 'vp9', 'av1'];

export function isCodec(text: string | null): text is VideoCodec {
  return codecs.some((codec) => codec === text);
}

const kDelays = [150, 500, 1000] as const;
const kLastDelay = 2000;
const kGiveUpAfterMs = 60_000;

// Sooner than the library's own: a room full of people is waiting. Spread, since after a restart of
// the server everyone comes at once. After a minute the session asks for a new token.
export function reconnectPolicy(random: () => number): ReconnectPolicy {
  return {
    nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
      elapsedMs > kGiveUpAfterMs ? null : (kDelays[retryCount] ?? kLastDelay) * (0.5 + random()),
  };
}

export function roomOptions(codec: VideoCodec): RoomOptions {
  return {
    adaptiveStream: { pixelDensity: 'screen' },
    dynacast: true,
    reconnectPolicy: reconnectPolicy(Math.random),
    publishDefaults: {
      videoCodec: codec,
      simulcast: true,
      // VP9 and AV1 pass through the server whole: layers inside them would only cost everyone, and
      // AV1's cannot be decoded without the descriptor that the server does not pass on.
      scalabilityMode: 'L1T1',
      // The server forwards what is sent; nobody has to send the picture twice.
      backupCodec: false,
      red: true,
      dtx: true,
    },
  };
}
