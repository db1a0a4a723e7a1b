// What a change of the clocks does to the nights of a show day: clocks that do not exist, and clocks that come
// twice. By this device's own rules.

import { minutesOf, type When } from '../../../time/clock';
import { daysBetween, resolve, type Certainty } from '../../../time/zones';

export interface ClockChange {
  kind: Exclude<Certainty, 'certain'>;
  /** Minutes of the show day, from the first clock concerned to the first one that is not. */
  from: number;
  to: number;
}

const SHOW_DAY_DAYS = 3;

/** The changes within a show day; nearly always none. */
export function clockChanges(date: string, zone: string | undefined): ClockChange[] {
  if (!zone) return [];
  const changes: ClockChange[] = [];
  const first = Temporal.PlainDate.from(date).toZonedDateTime(zone).subtract({ nanoseconds: 1 });
  const end = first.add({ days: SHOW_DAY_DAYS });
  for (let at = first.getTimeZoneTransition('next'); at; at = at.getTimeZoneTransition('next')) {
    if (Temporal.ZonedDateTime.compare(at, end) > 0) break;
    const change = changeAt(date, at);
    if (change) changes.push(change);
  }
  return changes;
}

function changeAt(date: string, after: Temporal.ZonedDateTime): ClockChange | undefined {
  const before = after.subtract({ nanoseconds: 1 });
  const gained = (after.offsetNanoseconds - before.offsetNanoseconds) / 60e9;
  const to = daysBetween(date, after.toPlainDate().toString()) * 1440 + after.hour * 60 + after.minute;
  if (gained > 0) return { kind: 'skipped', from: to - gained, to };
  if (gained < 0) return { kind: 'repeated', from: to, to: to - gained };
  return undefined;
}

/** What a clock is on its night. */
export function certaintyOf(
  date: string,
  clock: string | null | undefined,
  zone: string | undefined,
): Certainty {
  if (!clock || !zone) return 'certain';
  return resolve(date, clock, zone)?.certainty ?? 'certain';
}

export interface Doubt {
  kind: ClockChange['kind'];
  which: 'start' | 'end';
  /** In the strict form. */
  clock: string;
}

/** What is doubtful about a time on the nights of a date. */
export function doubts(date: string, when: When | null | undefined, zone: string | undefined): Doubt[] {
  return (['start', 'end'] as const).flatMap((which) => {
    const clock = when?.[which];
    const kind = certaintyOf(date, clock, zone);
    return clock && minutesOf(clock) !== undefined && kind !== 'certain' ? [{ kind, which, clock }] : [];
  });
}
