// All moving level meters of the page in one animation-frame loop, outside of React: it runs only
// while someone watches, and writes straight into style.
export type Frames = (action: () => void) => () => void;

interface Watch {
  readonly read: () => number;
  readonly write: (level: number) => void;
  shown: number;
}

// Up at once, down slowly, as a programme meter does.
const kFall = 0.86;
const kStill = 0.004;

export class LevelLoop {
  private watches = new Set<Watch>();
  private cancel: (() => void) | null = null;

  constructor(private readonly nextFrame: Frames) {}

  watch(read: () => number, write: (level: number) => void): () => void {
    const watch = { read, write, shown: -1 };
    this.watches.add(watch);
    this.run();
    return () => this.watches.delete(watch);
  }

  private run(): void {
    this.cancel ??= this.nextFrame(() => {
      this.cancel = null;
      for (const watch of this.watches) step(watch);
      if (this.watches.size > 0) this.run();
    });
  }
}

function step(watch: Watch): void {
  const level = Math.max(watch.read(), watch.shown * kFall);
  const next = level < kStill ? 0 : level;
  if (next === watch.shown) return;
  watch.shown = next;
  watch.write(next);
}

export const browserFrames: Frames = (action) => {
  const frame = requestAnimationFrame(action);
  return () => cancelAnimationFrame(frame);
};
