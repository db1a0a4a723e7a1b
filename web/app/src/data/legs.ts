// A leg of travel as a sheet shows it, from the fields of its record: each end has its place, its clock and its zone.
// Pure, so that what was typed here looks as it will when the server has it.

import type { DaySheet, Place, ShownTime, ShownZone, TravelEnd, TravelLeg } from '../api/types';
import type { When } from '../time/clock';
import { resolve } from '../time/zones';

type Fields = Record<string, unknown>;

/** Fields that a shown leg has under their own names. */
const PLAIN = [
  'mode',
  'title',
  'operator',
  'number',
  'distance_km',
  'drive_minutes',
  'status',
  'reference',
  'people',
  'party',
  'notes',
] as const;

/** What a sheet shows of a leg that has no fields yet. */
function blankLeg(id: string): TravelLeg {
  const end: TravelEnd = { text: '', clock_reports: [] };
  return { id, ver: 0, title: '', depart: end, arrive: end, people: [], disputed: [] };
}

/** A leg that was made on this device. */
export function newLeg(sheet: DaySheet, id: string, fields: Fields, nameOf: NameOf): TravelLeg {
  return legWith(sheet, blankLeg(id), fields, nameOf);
}

/** What a record is called; undefined where this device does not know it. */
export type NameOf = (id: string) => string | undefined;

/** A leg with some of its fields changed. */
export function legWith(sheet: DaySheet, leg: TravelLeg, fields: Fields, nameOf: NameOf): TravelLeg {
  const next: TravelLeg = { ...leg };
  for (const name of PLAIN) if (name in fields) Object.assign(next, { [name]: fields[name] ?? null });
  next.title ??= '';
  const names = (fields.people as string[] | null | undefined)?.map((id) => nameOf(id) ?? id);
  next.people = names ?? leg.people;
  if ('vehicle' in fields) next.vehicle = nameOf(String(fields.vehicle)) ?? null;
  next.depart = endWith(sheet, leg.depart, fields, 'depart', 'from', sheet.header.zone?.name);
  next.arrive = endWith(sheet, leg.arrive, fields, 'arrive', 'to', next.depart.zone?.name);
  next.duration_minutes = minutesBetween(next.depart.instant, next.arrive.instant);
  if (!next.title) next.title = [next.number, next.arrive.name].filter(Boolean).join(', ');
  return next;
}

function endWith(
  sheet: DaySheet,
  end: TravelEnd,
  fields: Fields,
  time: 'depart' | 'arrive',
  at: 'from' | 'to',
  otherwise: string | undefined,
): TravelEnd {
  const place = at in fields ? (fields[at] as Place | null) : (end.place ?? null);
  const when = time in fields ? (fields[time] as When | null) : ((end.when ?? null) as When | null);
  const given = `${time}_zone` in fields ? (fields[`${time}_zone`] as string | null) : undefined;
  const kept = given === undefined && !(at in fields) ? end.zone?.name : undefined;
  const zone = given ?? kept ?? place?.zone ?? otherwise;
  if (time in fields || at in fields || given !== undefined || (!end.zone && zone)) {
    const shown = { ...end, place, name: place?.city ?? place?.name ?? null };
    return { ...shown, ...timeOf(sheet, when, zone), zone: zone ? shownZone(sheet, when, zone) : null };
  }
  return end;
}

function timeOf(sheet: DaySheet, when: When | null, zone: string | undefined): ShownTime {
  const instant = (clock: string | null | undefined, fold: When['fold']) => {
    const moment = clock && zone ? resolve(sheet.header.date, clock, zone, fold) : undefined;
    return moment ? new Date(moment.at).toISOString() : null;
  };
  return {
    when,
    instant: instant(when?.start, when?.fold),
    end_instant: instant(when?.end, when?.end_fold),
    text: when?.start ?? '',
    day_mark: null,
    clock_reports: [],
  };
}

function shownZone(sheet: DaySheet, when: When | null, name: string): ShownZone {
  const at = resolve(sheet.header.date, when?.start ?? '12:00', name)?.at ?? 0;
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
  const minutes = Math.round(zoned.offsetNanoseconds / 60e9);
  return { name, abbreviation: '', offset: zoned.offset, offset_minutes: minutes, dst: false };
}

function minutesBetween(from: string | null | undefined, to: string | null | undefined): number | null {
  if (!from || !to) return null;
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  return minutes >= 0 ? minutes : null;
}
