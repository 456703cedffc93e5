import type { Clock } from '../clock';
import type { LocalMedia } from '../media';
import { receiveNothing, ReceivingWishes } from '../receiving';
import type { Session } from '../session';
import type { Phase } from '../session_state';

export interface Entry {
  readonly conference: number;
  readonly language: 'vi' | 'en';
  // The device that owns a room's sound sends; every other screen only takes.
  readonly sends: boolean;
  readonly media: readonly LocalMedia[];
}

const kAgainMs = 3000;

// Picture and sound of one conference on one page. Comes back by itself from whatever may pass;
// only who was opened elsewhere waits to be asked for.
export class ConferenceMedia {
  readonly wishes: ReceivingWishes;
  private entry: Entry | null = null;
  private cancelAgain: (() => void) | null = null;
  private stopListening: (() => void) | null = null;

  constructor(
    readonly session: Session,
    private readonly clock: Clock,
  ) {
    session.receive(receiveNothing);
    this.wishes = new ReceivingWishes((receiving) => session.receive(receiving));
  }

  enter(entry: Entry): void {
    this.entry = entry;
    this.stopListening ??= this.session.state.subscribe(() => this.look());
    this.join();
  }

  again(): void {
    if (this.entry) this.join();
  }

  stop(): void {
    this.stopListening?.();
    this.stopListening = null;
    this.cancelAgain?.();
    this.cancelAgain = null;
    this.entry = null;
    void this.session.leave();
    this.session.reset();
  }

  private join(): void {
    this.cancelAgain?.();
    this.cancelAgain = null;
    const entry = this.entry;
    if (!entry) return;
    void this.session.join({
      room: `conference-${entry.conference}`,
      name: '',
      language: entry.language,
      microphone: entry.sends,
      camera: entry.sends,
      media: entry.media,
    });
    // What was opened beforehand is handed over once; later the session opens it itself.
    this.entry = { ...entry, media: [] };
  }

  private look(): void {
    if (!comesBack(this.session.state.get().phase) || this.cancelAgain) return;
    this.cancelAgain = this.clock.after(kAgainMs, () => this.join());
  }
}

const comesBack = (phase: Phase): boolean =>
  phase.name === 'refused' || (phase.name === 'left' && phase.why !== 'elsewhere');
