import {
  ConnectionError,
  ConnectionErrorReason,
  DisconnectReason,
  isBrowserSupported,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  Track,
  type LocalTrackPublication,
  type RemoteTrack,
  type VideoCodec,
} from 'livekit-client';
import { cameraOptions, isLocalAudio, LiveKitMedia, microphoneOptions } from './livekit_media';
import { roomOptions } from './livekit_options';
import { personOf } from './livekit_person';
import { LiveKitReceiving } from './livekit_receiving';
import { meterLength } from './loudness';
import type { LocalMedia, MediaSettings } from './media';
import { MicrophoneMeter } from './microphone_meter';
import type { Person } from './person';
import type { Receiving } from './receiving';
import {
  ConnectError,
  type CloseReason,
  type Grant,
  type LocalSource,
  type RoomFactory,
  type RoomLink,
  type RoomLinkEvents,
} from './room_link';

// Whatever changes who is there or how they look; the room is then read anew, once.
const kPeopleEvents = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ParticipantNameChanged,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.TrackStreamStateChanged,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
] as const;

const kTrackSources: Readonly<Record<LocalSource, Track.Source>> = {
  microphone: Track.Source.Microphone,
  camera: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
};

const kSources: Readonly<Partial<Record<Track.Source, LocalSource>>> = {
  [Track.Source.Microphone]: 'microphone',
  [Track.Source.Camera]: 'camera',
  [Track.Source.ScreenShare]: 'screen',
};

export function liveKitRooms(codec: VideoCodec): RoomFactory {
  return (events) => new LiveKitRoom(new Room(roomOptions(codec)), events);
}

// A room through LiveKit's client library. Lives for one connection, including the breaks that the
// library bridges by itself.
class LiveKitRoom implements RoomLink {
  private readonly meter = new MicrophoneMeter(() => this.microphoneTrack());
  private readonly sounds = new Map<RemoteTrack, HTMLMediaElement>();
  private receiving: LiveKitReceiving | null = null;
  private signalled = false;
  private reported = false;
  // Told to stop by us, not by the browser or a cable.
  private readonly switchingOff = new Set<LocalSource>();

  constructor(
    private readonly room: Room,
    private readonly events: RoomLinkEvents,
  ) {
    for (const event of kPeopleEvents) room.on(event, this.changed);
    room
      .on(RoomEvent.SignalConnected, () => (this.signalled = true))
      .on(RoomEvent.Reconnecting, () => events.interrupted())
      .on(RoomEvent.SignalReconnecting, () => events.interrupted())
      .on(RoomEvent.Reconnected, () => events.resumed())
      .on(RoomEvent.Disconnected, (reason) => this.ended(reason))
      .on(RoomEvent.AudioPlaybackStatusChanged, () => this.tellSound())
      .on(RoomEvent.TrackSubscribed, (track) => this.play(track))
      .on(RoomEvent.TrackUnsubscribed, (track) => this.stopPlaying(track))
      .on(RoomEvent.LocalTrackPublished, (publication) => this.watchEnd(publication))
      .on(RoomEvent.LocalTrackUnpublished, ({ source }) => this.unpublished(source));
  }

  async connect(grant: Grant): Promise<void> {
    if (!isBrowserSupported()) throw new ConnectError('unsupported', 'no WebRTC in this browser');
    try {
      await this.room.connect(grant.url, grant.token, { autoSubscribe: this.receiving === null });
    } catch (error) {
      throw this.connectError(error);
    }
    this.receiving?.applyAnew();
    this.tellSound();
  }

  async disconnect(): Promise<void> {
    this.meter.stop();
    await this.room.disconnect();
    for (const track of [...this.sounds.keys()]) this.stopPlaying(track);
  }

  receive(wishes: Receiving): void {
    if (this.receiving) this.receiving.set(wishes);
    else this.receiving = new LiveKitReceiving(this.room, wishes);
  }

  people(): readonly Person[] {
    const { localParticipant, remoteParticipants } = this.room;
    return [localParticipant, ...remoteParticipants.values()]
      .filter((participant) => participant.identity !== '')
      .map(personOf);
  }

  level(id: string): number {
    if (id === this.room.localParticipant.identity) return this.meter.level();
    const person = this.room.remoteParticipants.get(id);
    const track = person?.getTrackPublication(Track.Source.Microphone);
    if (!person || !track || track.isMuted) return 0;
    // Chromium knows the level only if packets carry it; else, and of what is not subscribed to,
    // what the server says of speakers.
    const level = track.track?.receiver?.getSynchronizationSources()[0]?.audioLevel;
    return level === undefined ? person.audioLevel : meterLength(level);
  }

  async adopt(media: LocalMedia): Promise<void> {
    if (!(media instanceof LiveKitMedia)) throw new Error('media of another kind of room');
    const track = media.release();
    await this.room.localParticipant.publishTrack(track, {
      source: isLocalAudio(track) ? Track.Source.Microphone : Track.Source.Camera,
    });
  }

  async setLocal(source: LocalSource, on: boolean, settings: MediaSettings): Promise<void> {
    const us = this.room.localParticipant;
    if (!on) this.switchingOff.add(source);
    try {
      if (source === 'microphone') {
        await us.setMicrophoneEnabled(on, microphoneOptions(settings));
      } else if (source === 'camera') {
        await us.setCameraEnabled(on, cameraOptions(settings));
      } else {
        await us.setScreenShareEnabled(on, { audio: true, contentHint: 'detail' });
      }
    } finally {
      this.switchingOff.delete(source);
    }
  }

  sends(source: LocalSource): boolean {
    const publication = this.room.localParticipant.getTrackPublication(kTrackSources[source]);
    return publication?.track !== undefined;
  }

  async changeDevices(settings: MediaSettings): Promise<void> {
    const us = this.room.localParticipant;
    const camera = us.getTrackPublication(Track.Source.Camera)?.track;
    if (camera instanceof LocalVideoTrack && !camera.isMuted) {
      await camera.restartTrack(cameraOptions(settings));
    }
    const microphone = us.getTrackPublication(Track.Source.Microphone)?.track;
    if (microphone instanceof LocalAudioTrack && !microphone.isMuted) {
      await microphone.restartTrack(microphoneOptions(settings));
    }
    this.changed();
  }

  async setSpeaker(deviceId: string): Promise<void> {
    await this.room.switchActiveDevice('audiooutput', deviceId);
  }

  async startSound(): Promise<void> {
    await this.room.startAudio();
    this.tellSound();
  }

  private readonly changed = (): void => {
    if (this.reported) return;
    this.reported = true;
    queueMicrotask(() => {
      this.reported = false;
      this.events.peopleChanged();
    });
  };

  private microphoneTrack(): MediaStreamTrack | null {
    const publication = this.room.localParticipant.getTrackPublication(Track.Source.Microphone);
    if (!publication?.track || publication.isMuted) return null;
    return publication.track.mediaStreamTrack;
  }

  private tellSound(): void {
    this.events.soundBlocked(!this.room.canPlaybackAudio);
  }

  // Sound is played outside of the page's tree: a tile that is drawn anew must not interrupt it.
  private play(track: RemoteTrack): void {
    if (track.kind !== Track.Kind.Audio) return;
    const element = track.attach();
    element.hidden = true;
    document.body.append(element);
    this.sounds.set(track, element);
  }

  private stopPlaying(track: RemoteTrack): void {
    this.sounds.get(track)?.remove();
    this.sounds.delete(track);
    if (track.kind === Track.Kind.Audio) track.detach();
  }

  private watchEnd(publication: LocalTrackPublication): void {
    const source = kSources[publication.source];
    const track = publication.track;
    if (!source || source === 'screen' || !track) return;
    track.on('ended', () => {
      if (!this.switchingOff.has(source)) this.events.localEnded(source, 'gone');
    });
  }

  // The browser's own "stop sharing" button.
  private unpublished(source: Track.Source): void {
    if (kSources[source] === 'screen' && !this.switchingOff.has('screen')) {
      this.events.localEnded('screen', null);
    }
  }

  private ended(reason: DisconnectReason | undefined): void {
    this.meter.stop();
    for (const track of [...this.sounds.keys()]) this.stopPlaying(track);
    this.events.closed(closeReason(reason));
  }

  private connectError(error: unknown): ConnectError {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ConnectionError && error.reason === ConnectionErrorReason.NotAllowed) {
      return new ConnectError('not_allowed', message);
    }
    // The server has answered, so what fails after that is the way of the media.
    return new ConnectError(this.signalled ? 'media_blocked' : 'unreachable', message);
  }
}

function closeReason(reason: DisconnectReason | undefined): CloseReason {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return 'asked';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'elsewhere';
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'removed';
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return 'room_closed';
    default:
      return 'lost';
  }
}
