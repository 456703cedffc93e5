// Days of the calendar as the office writes them: "2026-11-23", empty for none.
import type { Day } from './units';

// The day it is in Vietnam (UTC+7 all year), wherever the browser stands.
export function dayInVietnam(at: number): Day {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
}

// Negative: the day has passed.
export function daysUntil(day: Day, today: Day): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

export function writtenDay(day: Day, locale: string): string {
  if (day === '') return '';
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: 'UTC',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
}
