// What a change of the clocks does to the nights of a show day: clocks that do not exist, and clocks that come
// twice. By this device's own rules.

import { minutesOf, type When } from '../../../time/clock';
import { daysBetween, type Certainty } from '../../../time/zones';

export interface ClockChange {
  kind: Exclude<Certainty, 'certain'>;
  /** Minutes of the show day, from the first clock concerned to the first one that is not. */
  from: number;
  to: number;
}

const SHOW_DAY_DAYS = 3;

/** Days that are remembered: a page asks for the same one with every row that it draws. */
const KNOWN_MAX = 100;
const known = new Map<string, ClockChange[]>();

/** The changes within a show day; nearly always none. */
export function clockChanges(date: string, zone: string | undefined): ClockChange[] {
  if (!zone) return [];
  const key = `${date} ${zone}`;
  const found = known.get(key) ?? search(date, zone);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, found);
  return found;
}

function search(date: string, zone: string): ClockChange[] {
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
  const at = minutesOf(clock);
  if (at === undefined) return 'certain';
  return clockChanges(date, zone).find((change) => at >= change.from && at < change.to)?.kind ?? 'certain';
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
    return clock && kind !== 'certain' ? [{ kind, which, clock }] : [];
  });
}
