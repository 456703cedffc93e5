import {
  noDevices,
  problemOf,
  type DeviceKind,
  type DeviceList,
  type DeviceProblem,
  type LocalMedia,
  type MediaOpener,
  type MediaSettings,
} from './media';
import { Store } from './store';

export type CaptureState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | { readonly status: 'on'; readonly media: LocalMedia }
  | { readonly status: 'failed'; readonly problem: DeviceProblem };

const kOff: CaptureState = { status: 'off' };

// The camera and the microphone before the room: opened for the preview, handed over on joining.
// Each is asked for by itself, so that a missing camera never costs the microphone.
export class Capture {
  readonly devices = new Store<DeviceList>(noDevices);
  readonly microphone = new Store<CaptureState>(kOff);
  readonly camera = new Store<CaptureState>(kOff);
  // A later wish makes what an earlier one opens unwanted.
  private wishes = { microphone: 0, camera: 0 };
  private stopListening: (() => void) | null = null;

  constructor(
    private readonly opener: MediaOpener,
    private readonly settings: () => MediaSettings,
    private readonly secureContext: boolean,
  ) {}

  // Follows plugging in and out until stop().
  watchDevices(): void {
    this.stopListening ??= this.opener.onDevicesChanged(() => void this.refreshDevices());
    void this.refreshDevices();
  }

  async refreshDevices(): Promise<void> {
    try {
      this.devices.set(await this.opener.list());
    } catch {
      this.devices.set(noDevices);
    }
  }

  async turnOn(kind: DeviceKind): Promise<void> {
    const wish = this.newWish(kind);
    this.close(kind);
    this[kind].set({ status: 'starting' });
    const next = await this.open(kind);
    if (wish !== this.wishes[kind]) {
      if (next.status === 'on') next.media.stop();
      return;
    }
    this[kind].set(next);
    // Names of devices are told only after the first permission.
    await this.refreshDevices();
  }

  // One question for both where that works; else each by itself, to learn which of them fails.
  async turnOnBoth(): Promise<void> {
    const kinds = ['microphone', 'camera'] as const;
    const wishes = kinds.map((kind) => this.newWish(kind));
    for (const kind of kinds) {
      this.close(kind);
      this[kind].set({ status: 'starting' });
    }
    const opened = await this.openBoth();
    for (const [index, kind] of kinds.entries()) {
      const media = opened.find((one) => one.kind === kind);
      if (wishes[index] !== this.wishes[kind]) media?.stop();
      else if (media) this[kind].set(this.opened(kind, media));
      else await this.turnOn(kind);
    }
    await this.refreshDevices();
  }

  turnOff(kind: DeviceKind): void {
    this.newWish(kind);
    this.close(kind);
    this[kind].set(kOff);
  }

  // Gives away what is open; the taker stops it.
  handOver(): LocalMedia[] {
    const given: LocalMedia[] = [];
    for (const kind of ['microphone', 'camera'] as const) {
      const state = this[kind].get();
      this.newWish(kind);
      if (state.status === 'on') given.push(state.media);
      this[kind].set(kOff);
    }
    return given;
  }

  stop(): void {
    this.turnOff('microphone');
    this.turnOff('camera');
    this.stopListening?.();
    this.stopListening = null;
  }

  private newWish(kind: DeviceKind): number {
    return ++this.wishes[kind];
  }

  private async open(kind: DeviceKind): Promise<CaptureState> {
    try {
      return this.opened(kind, await this.opener.open(kind, this.settings()));
    } catch (error) {
      return { status: 'failed', problem: problemOf(error, this.secureContext) };
    }
  }

  private async openBoth(): Promise<LocalMedia[]> {
    try {
      return await this.opener.openBoth(this.settings());
    } catch {
      return [];
    }
  }

  private opened(kind: DeviceKind, media: LocalMedia): CaptureState {
    media.onEnded(() => this.lost(kind, media));
    return { status: 'on', media };
  }

  private lost(kind: DeviceKind, media: LocalMedia): void {
    const state = this[kind].get();
    if (state.status !== 'on' || state.media !== media) return;
    this[kind].set({ status: 'failed', problem: 'gone' });
  }

  private close(kind: DeviceKind): void {
    const state = this[kind].get();
    if (state.status === 'on') state.media.stop();
  }
}
