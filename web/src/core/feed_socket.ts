import type { FeedSockets } from './feed';

export function feedAddress(place: { readonly protocol: string; readonly host: string }): string {
  return `${place.protocol === 'https:' ? 'wss:' : 'ws:'}//${place.host}/api/feed`;
}

// The browser's own WebSocket; frames are binary both ways.
export const browserFeed =
  (address: string): FeedSockets =>
  (events) => {
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => events.opened();
    socket.onclose = () => events.closed();
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) events.message(new Uint8Array(data));
    };
    return {
      send: (bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
      },
      close: () => socket.close(),
    };
  };
