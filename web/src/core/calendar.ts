// A month as a calendar shows it: whole weeks from Monday on.
export interface Month {
  readonly year: number;
  readonly month: number; // from 0
}

export interface Day extends Month {
  readonly day: number;
  readonly inside: boolean; // of the month itself
}

export const monthOf = (at: number): Month => {
  const date = new Date(at);
  return { year: date.getFullYear(), month: date.getMonth() };
};

export const monthAfter = ({ year, month }: Month, by: number): Month =>
  monthOf(new Date(year, month + by, 1).getTime());

export function weeksOf({ year, month }: Month): Day[][] {
  const first = new Date(year, month, 1);
  const lead = (first.getDay() + 6) % 7; // Monday is 0
  const days = new Date(year, month + 1, 0).getDate();
  const weeks = Math.ceil((lead + days) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const date = new Date(year, month, week * 7 + weekday - lead + 1);
      return {
        ...monthOf(date.getTime()),
        day: date.getDate(),
        inside: date.getMonth() === month,
      };
    }),
  );
}

export const isOnDay = (at: number, day: Day): boolean => {
  const date = new Date(at);
  return (
    date.getFullYear() === day.year && date.getMonth() === day.month && date.getDate() === day.day
  );
};

// As <input type="datetime-local"> has it, in the time of the place; 0 and '' are none.
export function localInput(at: number): string {
  if (at === 0) return '';
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function fromLocalInput(text: string): number {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? 0 : at;
}
