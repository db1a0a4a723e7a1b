// Times as people read them: 24 or 12 hours, with the day where it is not the show day.

import { minutesOf, type When } from './clock';
import { daysBetween, wallOf } from './zones';

export type HourCycle = '24' | '12';

/** Words that stand for a time. */
export interface TimeWords {
  tbd: string;
  about: (time: string) => string;
}

/** 1530 → `01:30`, or `1:30 am`. The night is said by the mark beside it. */
export function dial(minutes: number, cycle: HourCycle): string {
  const day = ((minutes % 1440) + 1440) % 1440;
  const hour = Math.floor(day / 60);
  const minute = String(day % 60).padStart(2, '0');
  if (cycle === '24') return `${String(hour).padStart(2, '0')}:${minute}`;
  return `${hour % 12 || 12}:${minute} ${hour < 12 ? 'am' : 'pm'}`;
}

/** How many nights after the show day a clock is. */
export function nightsAfter(clock: string | null | undefined): number {
  return Math.floor((minutesOf(clock) ?? 0) / 1440);
}

/** The start of a time on the clock of its own day; empty where nothing may be shown. */
export function startText(when: When | null | undefined, cycle: HourCycle, words: TimeWords): string {
  if (!when || when.precision === 'hidden') return '';
  if (when.precision === 'tbd') return words.tbd;
  const minutes = minutesOf(when.start);
  if (minutes === undefined) return '';
  const text = dial(minutes, cycle);
  return when.precision === 'about' ? words.about(text) : text;
}

/** A whole time with its end and the night each is on: `19:30–20:15`, `23:30–1:00 +1`. */
export function spanText(when: When | null | undefined, cycle: HourCycle, words: TimeWords): string {
  const start = minutesOf(when?.start);
  if (!when || start === undefined || when.precision === 'hidden') return startText(when, cycle, words);
  const end = when.end === when.start ? undefined : minutesOf(when.end);
  const text = [start, end].flatMap((minutes) => (minutes === undefined ? [] : [marked(minutes, cycle)]));
  return when.precision === 'about' ? words.about(text.join('–')) : text.join('–');
}

/** A clock with its night: `01:30 +1`. */
export function marked(minutes: number, cycle: HourCycle): string {
  const nights = Math.floor(minutes / 1440);
  return nights > 0 ? `${dial(minutes, cycle)} +${nights}` : dial(minutes, cycle);
}

/** A time as text to edit: `7:30 pm-8:15 pm`, `~19:00`, `TBD`. `readWhen` reads it back. */
export function typedText(when: When | null | undefined, cycle: HourCycle): string {
  return spanText(when, cycle, { tbd: 'TBD', about: (time) => `~${time}` }).replace('–', '-');
}

/** An instant on the clock of another zone, and how many days from `date` that is. */
export function inZone(
  at: number,
  zone: string,
  date: string,
  cycle: HourCycle,
): { text: string; days: number } {
  const wall = wallOf(at, zone);
  return { text: dial(wall.minutes, cycle), days: daysBetween(date, wall.date) };
}

/** `48 min`, `2 h 05`: how long until something, in whole minutes. */
export function duration(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}
