import type { VideoSource } from './person';

export type DeviceKind = 'microphone' | 'camera';

// Why a camera, a microphone or the screen is not there. Each has a sentence that says what to do.
export type DeviceProblem =
  | 'denied' // the person, or the browser's settings, said no
  | 'busy' // another program holds it
  | 'none' // there is none
  | 'gone' // it was unplugged
  | 'insecure' // browsers give no devices to a page without HTTPS
  | 'unsupported'
  | 'unsent' // it was opened, but what it gives could not be sent
  | 'unknown';

export interface MediaSettings {
  readonly cameraId: string | null;
  readonly microphoneId: string | null;
  readonly speakerId: string | null;
  // The sound as the device gives it: no echo or noise removal. For rooms with their own mixer.
  readonly plainSound: boolean;
}

// An opened device that is not yet sent anywhere.
export interface LocalMedia {
  readonly kind: DeviceKind;
  readonly deviceId: string | null;
  readonly picture: VideoSource | null;
  // 0 to 1; always 0 for a camera.
  level(): number;
  onEnded(action: () => void): void;
  stop(): void;
}

export interface Device {
  readonly id: string;
  readonly label: string;
}

export interface DeviceList {
  readonly cameras: readonly Device[];
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
}

export const noDevices: DeviceList = { cameras: [], microphones: [], speakers: [] };

// The browser's side of devices.
export interface MediaOpener {
  open(kind: DeviceKind, settings: MediaSettings): Promise<LocalMedia>;
  // Camera and microphone with a single question to the person; fails if either does.
  openBoth(settings: MediaSettings): Promise<LocalMedia[]>;
  list(): Promise<DeviceList>;
  onDevicesChanged(action: () => void): () => void;
}

const problemsByName: Readonly<Record<string, DeviceProblem>> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
  NotFoundError: 'none',
  DevicesNotFoundError: 'none',
  OverconstrainedError: 'none',
  ConstraintNotSatisfiedError: 'none',
  NotSupportedError: 'unsupported',
};

// Names of errors as the specification has them, and as older browsers did.
export function problemOf(error: unknown, secureContext: boolean): DeviceProblem {
  if (!secureContext) return 'insecure';
  const name = error instanceof Error || isNamed(error) ? error.name : '';
  return problemsByName[name] ?? 'unknown';
}

// DOMException is an Error in browsers only.
function isNamed(error: unknown): error is { name: string } {
  return typeof error === 'object' && error !== null && 'name' in error;
}
