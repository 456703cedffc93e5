// Time comes in from outside, so that a test can turn the hands itself.
export interface Clock {
  now(): number;
  // Runs `action` once, `ms` from now; the result cancels it.
  after(ms: number, action: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
