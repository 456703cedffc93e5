import { roomPath } from './route';

export interface ShareLink {
  readonly link: string;
  // Nobody else can open it.
  readonly localOnly: boolean;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host);

// What to send to others. On the server's own machine the page knows itself as "localhost", which
// leads nowhere from elsewhere: then an address that the server says it has.
export function shareLink(
  place: { readonly origin: string; readonly hostname: string },
  addresses: readonly string[],
  room: string,
): ShareLink {
  if (!isLoopback(place.hostname)) return { link: place.origin + roomPath(room), localOnly: false };
  const address = addresses.find((candidate) => !isLoopback(hostOf(candidate)));
  if (address === undefined) return { link: place.origin + roomPath(room), localOnly: true };
  return { link: address.replace(/\/$/, '') + roomPath(room), localOnly: false };
}

function hostOf(address: string): string {
  try {
    return new URL(address).hostname;
  } catch {
    return 'localhost';
  }
}
