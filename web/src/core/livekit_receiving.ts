import { RoomEvent, Track, type RemoteTrackPublication, type Room } from 'livekit-client';
import { heard, type Receiving } from './receiving';

// Subscribes a room to what is wished, and to what comes later.
export class LiveKitReceiving {
  // What the server was asked for, by track.
  private readonly asked = new Map<string, boolean>();

  constructor(
    private readonly room: Room,
    private wishes: Receiving,
  ) {
    room
      .on(RoomEvent.TrackPublished, () => this.apply())
      .on(RoomEvent.TrackUnpublished, ({ trackSid }) => void this.asked.delete(trackSid))
      .on(RoomEvent.ParticipantConnected, () => this.apply())
      .on(RoomEvent.ParticipantDisconnected, () => this.apply())
      .on(RoomEvent.Reconnected, () => this.applyAnew());
  }

  set(wishes: Receiving): void {
    this.wishes = wishes;
    this.apply();
  }

  // On a new connection nothing is subscribed to yet.
  applyAnew(): void {
    this.asked.clear();
    this.apply();
  }

  private apply(): void {
    const people = [...this.room.remoteParticipants.values()];
    const pictures = new Set(this.wishes.pictures);
    const sounds = heard(
      people.filter((person) => person.audioTrackPublications.size > 0).map((one) => one.identity),
      this.wishes.sounds,
    );
    const changes: (() => void)[] = [];
    for (const person of people) {
      for (const publication of person.trackPublications.values()) {
        const wanted = publication.kind === Track.Kind.Audio ? sounds : pictures;
        this.ask(publication, wanted.has(person.identity), changes);
      }
    }
    for (const change of changes) change();
  }

  // What is let go is let go first, so that there is room for what is taken.
  private ask(publication: RemoteTrackPublication, wanted: boolean, changes: (() => void)[]): void {
    const { trackSid } = publication;
    if ((this.asked.get(trackSid) ?? false) === wanted) return;
    this.asked.set(trackSid, wanted);
    const change = () => publication.setSubscribed(wanted);
    if (wanted) changes.push(change);
    else changes.unshift(change);
  }
}
