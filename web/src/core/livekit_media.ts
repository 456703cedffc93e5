import {
  createLocalAudioTrack,
  createLocalTracks,
  createLocalVideoTrack,
  type AudioCaptureOptions,
  type LocalAudioTrack,
  type LocalTrack,
  type LocalVideoTrack,
  Track,
  type VideoCaptureOptions,
  VideoPresets,
} from 'livekit-client';
import type {
  Device,
  DeviceKind,
  DeviceList,
  LocalMedia,
  MediaOpener,
  MediaSettings,
} from './media';
import { MicrophoneMeter } from './microphone_meter';
import type { VideoSource } from './person';

// Devices, opened as tracks of the client library, so that the lobby's preview is what is sent.

const sources = new WeakMap<Track, VideoSource>();
let nextSource = 1;

// The same object for the same track, always: a tile must not draw anew because others changed.
export function videoSource(track: Track): VideoSource {
  let source = sources.get(track);
  if (!source) {
    source = {
      id: `video-${nextSource++}`,
      attach: (element) => void track.attach(element),
      detach: (element) => void track.detach(element),
    };
    sources.set(track, source);
  }
  return source;
}

export function cameraOptions(settings: MediaSettings): VideoCaptureOptions {
  const options: VideoCaptureOptions = { resolution: VideoPresets.h720.resolution };
  if (settings.cameraId) options.deviceId = { ideal: settings.cameraId };
  return options;
}

export function microphoneOptions(settings: MediaSettings): AudioCaptureOptions {
  const clean = !settings.plainSound;
  const options: AudioCaptureOptions = {
    echoCancellation: clean,
    noiseSuppression: clean,
    autoGainControl: clean,
  };
  if (settings.microphoneId) options.deviceId = { ideal: settings.microphoneId };
  return options;
}

export class LiveKitMedia implements LocalMedia {
  readonly kind: DeviceKind;
  readonly picture: VideoSource | null;
  private readonly meter: MicrophoneMeter | null;

  constructor(readonly track: LocalAudioTrack | LocalVideoTrack) {
    const isAudio = isLocalAudio(track);
    this.kind = isAudio ? 'microphone' : 'camera';
    this.picture = isAudio ? null : videoSource(track);
    this.meter = isAudio ? new MicrophoneMeter(() => track.mediaStreamTrack) : null;
  }

  get deviceId(): string | null {
    return this.track.mediaStreamTrack.getSettings().deviceId ?? null;
  }

  level(): number {
    return this.meter?.level() ?? 0;
  }

  onEnded(action: () => void): void {
    this.track.mediaStreamTrack.addEventListener('ended', action);
  }

  // The room that takes the track over has a meter of its own.
  release(): LocalAudioTrack | LocalVideoTrack {
    this.meter?.stop();
    return this.track;
  }

  stop(): void {
    this.meter?.stop();
    this.track.stop();
  }
}

const isOurs = (track: LocalTrack): track is LocalAudioTrack | LocalVideoTrack =>
  track.kind === Track.Kind.Audio || track.kind === Track.Kind.Video;

export const isLocalAudio = (track: LocalTrack): track is LocalAudioTrack =>
  track.kind === Track.Kind.Audio;

export const browserMedia: MediaOpener = {
  async open(kind, settings) {
    requireDevices();
    const track =
      kind === 'camera'
        ? await createLocalVideoTrack(cameraOptions(settings))
        : await createLocalAudioTrack(microphoneOptions(settings));
    return new LiveKitMedia(track);
  },

  async openBoth(settings) {
    requireDevices();
    const tracks = await createLocalTracks({
      audio: microphoneOptions(settings),
      video: cameraOptions(settings),
    });
    return tracks.flatMap((track) => (isOurs(track) ? [new LiveKitMedia(track)] : []));
  },

  async list() {
    requireDevices();
    return sortDevices(await navigator.mediaDevices.enumerateDevices());
  },

  onDevicesChanged(action) {
    if (!hasDevices()) return () => undefined;
    navigator.mediaDevices.addEventListener('devicechange', action);
    return () => navigator.mediaDevices.removeEventListener('devicechange', action);
  },
};

// Not there at all on a page without HTTPS, whatever the types say.
const hasDevices = (): boolean => 'mediaDevices' in navigator;

function requireDevices(): void {
  if (!hasDevices()) throw new DOMException('no media devices here', 'NotSupportedError');
}

export function sortDevices(
  found: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
): DeviceList {
  const of = (kind: MediaDeviceKind): Device[] =>
    found
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return {
    cameras: of('videoinput'),
    microphones: of('audioinput'),
    speakers: of('audiooutput'),
  };
}
