import { meterLength, rootMeanSquare } from './loudness';

interface Listening {
  readonly track: MediaStreamTrack;
  readonly node: AudioNode;
  readonly analyser: AnalyserNode;
  readonly samples: Float32Array<ArrayBuffer>;
}

let context: AudioContext | null = null;

// One for the page: browsers allow few, and each costs a thread.
function audioContext(): AudioContext {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  return context;
}

// How loud our own microphone is now. Follows the track when another device takes its place.
export class MicrophoneMeter {
  private listening: Listening | null = null;

  constructor(private readonly track: () => MediaStreamTrack | null) {}

  level(): number {
    const track = this.track();
    if (!track?.enabled || track.readyState !== 'live') return 0;
    if (this.listening?.track !== track) this.listen(track);
    if (!this.listening) return 0;
    this.listening.analyser.getFloatTimeDomainData(this.listening.samples);
    return meterLength(rootMeanSquare(this.listening.samples) * Math.SQRT2);
  }

  stop(): void {
    this.listening?.node.disconnect();
    this.listening = null;
  }

  private listen(track: MediaStreamTrack): void {
    this.stop();
    const analyser = audioContext().createAnalyser();
    analyser.fftSize = 1024;
    const node = audioContext().createMediaStreamSource(new MediaStream([track]));
    node.connect(analyser);
    this.listening = { track, node, analyser, samples: new Float32Array(analyser.fftSize) };
  }
}
