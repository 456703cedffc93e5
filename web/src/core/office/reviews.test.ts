import { describe, expect, it } from 'vitest';
import { evidencePath, periodName, yearOf } from './reviews';

const row = (stream: string, id = 0) => ({ stream, id, seq: 1, text: '', unit: 2, post: 0 });

describe('evidence', () => {
  it('opens where it came from', () => {
    expect(evidencePath(row('tasks', 7))).toBe('/tasks/7');
    expect(evidencePath(row('conference/4', 3))).toBe('/conferences/4/minutes');
    expect(evidencePath(row('draft/2', 9))).toBe('/drafts/2');
    expect(evidencePath(row('reviews'))).toBeNull();
    expect(evidencePath(row('conference/x'))).toBeNull();
  });
});

describe('a period', () => {
  it('is named by its year or its months', () => {
    expect(yearOf('2026-11-24')).toEqual({ kind: 'year', from: '2026-01-01', to: '2026-12-31' });
    expect(periodName(yearOf('2026-11-24'))).toBe('2026');
    expect(periodName({ kind: 'quarter', from: '2026-01-01', to: '2026-03-31' })).toBe(
      '1/2026 – 3/2026',
    );
  });
});
