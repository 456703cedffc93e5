import type { LineQuality } from '../person';
import type { Readiness, ReadinessResult } from './views';

// What the five steps of a readiness check find out by themselves.

// Where speech should be on the meter, as it is marked there.
export const speechZone = { from: 0.6, to: 0.9 } as const;

// From levels heard while somebody spoke. Weak: heard, but hardly ever where it should be.
export function judgeSound(levels: readonly number[]): Readiness {
  if (levels.length === 0) return 'failed';
  const inZone = levels.filter((level) => level >= speechZone.from).length / levels.length;
  if (inZone >= 0.1) return 'good';
  return Math.max(...levels) >= 0.3 ? 'weak' : 'failed';
}

export function judgeLine(quality: LineQuality): Readiness {
  if (quality === 'lost') return 'failed';
  if (quality === 'poor') return 'weak';
  return quality === 'unknown' ? 'unknown' : 'good';
}

export const passed = (outcome: Readiness | undefined): boolean =>
  outcome === 'good' || outcome === 'weak';

// The first step that has not passed; all of them: their number.
export function nextStep(results: readonly ReadinessResult[], steps: number): number {
  const open = results.findIndex(({ outcome }) => !passed(outcome));
  return open < 0 ? steps : open;
}
