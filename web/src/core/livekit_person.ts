import {
  ConnectionQuality,
  LocalParticipant,
  Track,
  type Participant,
  type TrackPublication,
} from 'livekit-client';
import { videoSource } from './livekit_media';
import type { LineQuality, Person, VideoSource } from './person';

const qualities: Readonly<Record<ConnectionQuality, LineQuality>> = {
  [ConnectionQuality.Excellent]: 'excellent',
  [ConnectionQuality.Good]: 'good',
  [ConnectionQuality.Poor]: 'poor',
  [ConnectionQuality.Lost]: 'lost',
  [ConnectionQuality.Unknown]: 'unknown',
};

export function personOf(participant: Participant): Person {
  const camera = participant.getTrackPublication(Track.Source.Camera);
  return {
    id: participant.identity,
    name: participant.name ?? '',
    local: participant instanceof LocalParticipant,
    joinedAt: participant.joinedAt?.getTime() ?? 0,
    speaking: participant.isSpeaking,
    quality: qualities[participant.connectionQuality],
    microphone: microphoneOf(participant),
    camera: pictureOf(camera),
    screen: pictureOf(participant.getTrackPublication(Track.Source.ScreenShare)),
    cameraPaused: camera?.track?.streamState === Track.StreamState.Paused,
  };
}

function microphoneOf(participant: Participant): Person['microphone'] {
  const publication = participant.getTrackPublication(Track.Source.Microphone);
  if (!publication) return 'none';
  return publication.isMuted ? 'muted' : 'on';
}

function pictureOf(publication: TrackPublication | undefined): VideoSource | null {
  return publication?.track && !publication.isMuted ? videoSource(publication.track) : null;
}
