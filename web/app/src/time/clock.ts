// A time is a wall clock on a show day: minutes from 00:00 of the day, past midnight with `+1`. Nothing here knows
// a zone; `zones.ts` turns a clock into an instant.

const DAY_MINUTES = 24 * 60;
/** A show day may run into the second night: 23:59+2 is the last clock. */
export const CLOCK_MINUTES_MAX = 3 * DAY_MINUTES - 1;

/** A time of a show day as the API writes it. */
export interface When {
  precision: 'exact' | 'about' | 'tbd' | 'hidden';
  start?: string | null;
  end?: string | null;
  sort?: string | null;
  fold?: 'first' | 'second' | null;
  end_fold?: 'first' | 'second' | null;
}

/** `01:30+1` → 1530; undefined for anything that is no clock. */
export function minutesOf(clock: string | null | undefined): number | undefined {
  const match = /^(\d\d):(\d\d)(?:\+([12]))?$/.exec(clock ?? '');
  if (!match) return undefined;
  const [hour, minute, day] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  return hour > 23 || minute > 59 ? undefined : day * DAY_MINUTES + hour * 60 + minute;
}

/** 1530 → `01:30+1`. */
export function clockOf(minutes: number): string {
  const day = Math.floor(minutes / DAY_MINUTES);
  const dial = minutes - day * DAY_MINUTES;
  return `${two(Math.floor(dial / 60))}:${two(dial % 60)}${day > 0 ? `+${day}` : ''}`;
}

/** Where a time stands among those of its day; what has none stands last. */
export function sortKey(when: When | null | undefined): number {
  return minutesOf(when?.start ?? when?.sort) ?? CLOCK_MINUTES_MAX + 1;
}

/** The same time, later or earlier; undefined where it would leave its show day. */
export function shifted(when: When, minutes: number): When | undefined {
  const move = (clock: string | null | undefined) => {
    const from = minutesOf(clock);
    return from === undefined ? clock : from + minutes;
  };
  const moved: When = { precision: when.precision };
  for (const key of ['start', 'end', 'sort'] as const) {
    const to = move(when[key]);
    if (typeof to !== 'number') continue;
    if (to < 0 || to > CLOCK_MINUTES_MAX) return undefined;
    moved[key] = clockOf(to);
  }
  return moved;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
