// Times as a column of a sheet shows them: all on one clock, the venue's or the one at home, with the days that an
// item is before or after the sheet's date. Rows of another zone are brought to that clock too.

import type { DaySheet } from '../api/types';
import { clockOf, minutesOf, type When } from '../time/clock';
import { dial, inZone, type HourCycle } from '../time/format';
import { resolve, wallOf } from '../time/zones';

/** The clock of a column. */
export interface Clock {
  date: string;
  /** The zone of the sheet; absent where the day has none, and times are only what the paper says. */
  venue: string | undefined;
  /** The zone in which times are shown. */
  zone: string | undefined;
  cycle: HourCycle;
}

export interface Face {
  text: string;
  /** Days after the sheet's date, negative before it. */
  days: number;
  precision: When['precision'] | 'none';
}

interface Told {
  when?: unknown;
  instant?: string | null;
  end_instant?: string | null;
  zone?: { name: string } | null;
}

const NONE: Face = { text: '', days: 0, precision: 'none' };

/** Which clock the times of a sheet are shown on. */
export function clockOn(sheet: DaySheet, home: boolean, cycle: HourCycle): Clock {
  const venue = sheet.header.zone?.name;
  const away = home ? sheet.header.home?.zone.name : undefined;
  return { date: sheet.header.date, venue, zone: venue && away ? away : venue, cycle };
}

/** The start of something, as its column shows it. `tbd` is the word for a time that is not known. */
export function startFace(told: Told | null | undefined, clock: Clock, tbd: string): Face {
  const when = told?.when as When | null | undefined;
  if (!when) return NONE;
  if (when.precision === 'tbd') return { ...NONE, text: tbd, precision: 'tbd' };
  if (when.precision === 'hidden') return { ...NONE, precision: 'hidden' };
  const shown = face(when.start, told?.instant, told?.zone?.name, clock);
  return shown ? { ...shown, precision: when.precision } : NONE;
}

/** The end of something; undefined where it has none, or ends where it begins. */
export function endFace(told: Told | null | undefined, clock: Clock): Face | undefined {
  const when = told?.when as When | null | undefined;
  if (!when?.end || when.end === when.start || when.precision === 'tbd' || when.precision === 'hidden')
    return undefined;
  const shown = face(when.end, told?.end_instant, told?.zone?.name, clock);
  return shown && { ...shown, precision: when.precision };
}

function face(
  wall: string | null | undefined,
  instant: string | null | undefined,
  own: string | undefined,
  clock: Clock,
) {
  const minutes = minutesOf(wall);
  if (minutes === undefined) return undefined;
  // The sheet's own clock is what people agreed on; only others are derived from the instant.
  const plain = clock.zone === clock.venue && (own === undefined || own === clock.venue);
  if (plain || !clock.zone || !instant) return wallFace(minutes, clock);
  return instantFace(Date.parse(instant), clock);
}

/** A wall clock of the sheet's own zone, as minutes from its 00:00. */
export function wallFace(minutes: number, clock: Clock): Face {
  if (clock.zone !== clock.venue && clock.zone && clock.venue) {
    const at = resolve(clock.date, clockOf(minutes), clock.venue)?.at;
    if (at !== undefined) return instantFace(at, clock);
  }
  return { text: dial(minutes, clock.cycle), days: Math.floor(minutes / 1440), precision: 'exact' };
}

/** An instant on the clock of the column. */
export function instantFace(at: number, clock: Clock): Face {
  if (!clock.zone) return NONE;
  return { ...inZone(at, clock.zone, clock.date, clock.cycle), precision: 'exact' };
}

/** An hour on the clock of the column, for the ends of a rail: `08`, `2 am`. */
export function hourText(at: number, clock: Clock): string {
  const { minutes } = wallOf(at, clock.zone ?? 'UTC');
  if (clock.cycle === '24') return dial(minutes, '24').slice(0, 2);
  return dial(minutes, '12').replace(':00', '');
}
