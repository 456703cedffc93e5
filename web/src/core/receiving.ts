// What a screen takes of a room in which far more is sent than it shows.

export interface Sounds {
  // Heard before any other when there are more than one line can carry.
  readonly first: readonly string[];
  // Never: one's own room would come back as an echo.
  readonly except: readonly string[];
}

export interface Receiving {
  readonly pictures: readonly string[]; // by identity
  readonly sounds: Sounds | null; // null: nothing is heard
}

export const receiveNothing: Receiving = { pictures: [], sounds: null };

// Below what the server lets one receiver ask for (49), so that a change finds room.
const kMostSounds = 40;

export function heard(identities: readonly string[], sounds: Sounds | null): Set<string> {
  if (!sounds) return new Set();
  const there = new Set(identities);
  const inOrder = [...sounds.first.filter((identity) => there.has(identity)), ...identities];
  const allowed = inOrder.filter((identity) => !sounds.except.includes(identity));
  return new Set([...new Set(allowed)].slice(0, kMostSounds));
}

// Gathers what the parts of a page wish to see, and tells it once for all that changed together.
export class ReceivingWishes {
  private readonly wishes = new Set<readonly string[]>();
  private sounds: Sounds | null = null;
  private due = false;
  private last = '';

  constructor(private readonly tell: (receiving: Receiving) => void) {}

  see(identities: readonly string[]): () => void {
    const wish = [...identities];
    this.wishes.add(wish);
    this.tellSoon();
    return () => {
      this.wishes.delete(wish);
      this.tellSoon();
    };
  }

  hear(sounds: Sounds | null): void {
    this.sounds = sounds;
    this.tellSoon();
  }

  private tellSoon(): void {
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      const pictures = [...new Set([...this.wishes].flat())].sort();
      const receiving = { pictures, sounds: this.sounds };
      const written = JSON.stringify(receiving);
      if (written === this.last) return;
      this.last = written;
      this.tell(receiving);
    });
  }
}
