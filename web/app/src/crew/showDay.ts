// Which date is "today". A show day ends when everyone is on the bus, not at midnight, so in the night it is still
// the date of the evening before while its sheet has something running or ahead.

import type { DaySheet } from '../api/types';
import { plusDays, resolve, wallOf } from '../time/zones';
import { overAt, timedOn } from './timed';

/** By then even a late load-out is somebody's next morning. */
const NIGHT_ENDS = '06:00+1';

export interface ShowDay {
  date: string;
  zone: string | undefined;
  /** When the last thing on its sheet is over; asked only of the days that matter. */
  over: () => number | undefined;
}

export interface DayOn {
  date: string;
  /** Whether the tour has that date. */
  planned: boolean;
  /** The tour's date nearest to now. */
  nearest: string | undefined;
}

/** The show day that is on; `here` is the zone of the device, for a tour without any. */
export function dayOn(days: readonly ShowDay[], now: number, here: string): DayOn {
  const nearest = nearestDay(days, now, here);
  const today = wallOf(now, nearest?.zone ?? here).date;
  const before = days.find((day) => day.date === plusDays(today, -1));
  const on = before && stillOn(before, now, here) ? before.date : today;
  return { date: on, planned: days.some((day) => day.date === on), nearest: nearest?.date };
}

function stillOn(day: ShowDay, now: number, here: string): boolean {
  const morning = resolve(day.date, NIGHT_ENDS, day.zone ?? here)?.at ?? 0;
  return now < morning && (day.over() ?? 0) > now;
}

/** The day whose noon is nearest. */
function nearestDay(days: readonly ShowDay[], now: number, here: string): ShowDay | undefined {
  let best: { day: ShowDay; away: number } | undefined;
  for (const day of days) {
    const away = Math.abs((resolve(day.date, '12:00', day.zone ?? here)?.at ?? 0) - now);
    if (!best || away < best.away) best = { day, away };
  }
  return best?.day;
}

/** When everyone is on the bus: the end of the last row, or the last departure. A drive itself is tomorrow's. */
export function sheetOver(sheet: DaySheet): number | undefined {
  const ends = timedOn(sheet).map((timed) =>
    timed.kind === 'item' ? overAt(timed) : overAt({ start: timed.start }),
  );
  return ends.length > 0 ? Math.max(...ends) : undefined;
}
