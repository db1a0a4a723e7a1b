// From wall clocks to instants and back. The server's rules are newer than many phones': where a sheet says which
// instant a clock is, that counts, and this device's own rules only fill the gaps between.

import type { DaySheet, ShownZone } from '../api/types';
import { minutesOf, type When } from './clock';

export type Certainty = 'certain' | 'skipped' | 'repeated';

export interface Moment {
  /** Milliseconds since 1970. */
  at: number;
  certainty: Certainty;
}

/** Phones whose browser lacks Temporal load it before anything is shown. */
export async function loadTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
}

/** The zone of this device. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** What was resolved before: each row is asked about several times while a sheet is drawn. */
const resolved = new Map<string, Moment | undefined>();
const RESOLVED_MAX = 2_000;

/** The instant of a clock by this device's rules; a skipped clock counts on from before the gap. */
export function resolve(date: string, clock: string, zone: string, fold?: When['fold']): Moment | undefined {
  const key = `${date} ${clock} ${zone} ${fold}`;
  if (!resolved.has(key)) {
    if (resolved.size >= RESOLVED_MAX) resolved.clear();
    resolved.set(key, moment(date, clock, zone, fold));
  }
  return resolved.get(key);
}

function moment(date: string, clock: string, zone: string, fold: When['fold']): Moment | undefined {
  const minutes = minutesOf(clock);
  if (minutes === undefined) return undefined;
  const wall = Temporal.PlainDate.from(date)
    .toPlainDateTime({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 })
    .add({ days: Math.floor(minutes / 1440) });
  const early = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const late = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (early.epochMilliseconds === late.epochMilliseconds) {
    return { at: early.epochMilliseconds, certainty: 'certain' };
  }
  const repeated = early.toPlainDateTime().equals(wall);
  if (!repeated) return { at: late.epochMilliseconds, certainty: 'skipped' };
  return { at: (fold === 'second' ? late : early).epochMilliseconds, certainty: 'repeated' };
}

/** Minutes that this device's rules are off from the server's in the zone of a sheet; 0 nearly always. */
export function correctionMinutes(sheet: DaySheet): number {
  const zone = sheet.header.zone?.name;
  if (!zone) return 0;
  for (const row of sheet.schedule) {
    const start = row.when?.start;
    if (!row.instant || !start || row.zone || row.clock_reports.length > 0) continue;
    const ours = resolve(sheet.header.date, start, zone);
    if (ours?.certainty === 'certain') return (Date.parse(row.instant) - ours.at) / 60_000;
  }
  return 0;
}

/** The wall clock and date of an instant in a zone. */
export function wallOf(at: number, zone: string): { date: string; minutes: number } {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { date: zoned.toPlainDate().toString(), minutes: zoned.hour * 60 + zoned.minute };
}

/** Days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** A date some days later. */
export function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** What a zone is called where there is room for one word: its city. */
export function zoneCity(zone: ShownZone | string): string {
  const name = typeof zone === 'string' ? zone : zone.name;
  return (name.split('/').at(-1) ?? name).replaceAll('_', ' ');
}
