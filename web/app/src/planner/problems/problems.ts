// What is wrong with a tour as it is planned, or missing. Pure: the sheets as this device shows them, and a date to
// call today. What the server has found stands first; the rest is what can be seen without it.

import type { Checks, DaySheet, Fix, ScheduleRow, TourProblem } from '../../api/types';
import { minutesOf } from '../../time/clock';
import { daysBetween } from '../../time/zones';
import type { Column } from '../grid/columns';
import type { Drive } from '../grid/drives';

/** What is said of a problem, in the words of each language. */
export type Said =
  | { key: 'server'; kind: string; text: string }
  | { key: 'check'; kind: string; text: string; article?: string; fixes: Fix[] }
  | { key: 'dispute'; title: string; label: string; values: string[] }
  | { key: 'overlap'; first: string; second: string; from: string; to: string }
  | { key: 'noPlace' }
  | { key: 'missing'; columns: Column[] }
  | { key: 'unconfirmed'; n: number; of: number; days: number }
  | { key: 'drive'; drive: Drive; zone: string; late?: { title: string; at: number }; long: boolean };

/** Where a problem is mended. */
export type Mend =
  { page: 'day'; date: string } | { page: 'decisions' } | { page: 'grid'; date: string; column: Column };

export interface Problem {
  id: string;
  date: string;
  /** Whether the plan cannot work, or only needs a look. */
  weight: 'stop' | 'check';
  said: Said;
  mend: Mend;
  /** The cell that shows it. */
  column?: Column;
}

export interface Tour {
  /** In the order of their dates. */
  sheets: readonly DaySheet[];
  drives: ReadonlyMap<string, Drive>;
  positions: ReadonlyMap<string, unknown>;
  today: string;
  /** What the server has found on the road, if it could be asked. */
  checks?: Checks | undefined;
}

/** Nearer than this many days, what is not confirmed is a problem. */
const NEAR_DAYS = 3;
/** Daily driving time of one driver; it may be ten hours twice a week. Regulation (EC) 561/2006, Art. 6(1). */
const DRIVE_MINUTES = 9 * 60;
const DRIVE_MINUTES_MAX = 10 * 60;
/** Vehicles that the regulation is about. */
const HEAVY = new Set(['bus', 'truck']);
const SHOWS = new Set(['show', 'festival']);
/** Problems of the server that only need a look. */
const LIGHT = new Set(['no_zone', 'other_zone']);
const SERVER_COLUMNS: Record<string, Column> = {
  no_zone: 'city',
  other_zone: 'city',
  two_days: 'date',
  unreadable: 'date',
  past_curfew: 'curfew',
  arrives_first: 'drive',
};

/** Where each check is shown. Those that are not here this device finds by itself, or shows elsewhere. */
const CHECK_COLUMNS: Record<string, Column> = {
  arrives_after_load_in: 'drive',
  too_far_for_the_night: 'drive',
  leaves_before_load_out: 'drive',
  driver_hours: 'drive',
  two_cities: 'city',
  no_day_off: 'type',
  overdrive: 'drive',
  no_carnet_time: 'drive',
  odd_coordinates: 'city',
  no_drive: 'drive',
  hold_clash: 'status',
  radius: 'status',
};
/** Checks that say better what this device says of a drive by itself. */
const ABOUT_DRIVES = new Set(['arrives_after_load_in', 'driver_hours']);

/** All problems of a tour: what cannot work first, then by date. */
export function problemsOf(tour: Tour): Problem[] {
  const found = tour.sheets.flatMap((sheet, at) => onDate(sheet, tour.sheets[at - 1], tour));
  return found.toSorted((a, b) => rank(a) - rank(b) || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

const rank = (problem: Problem) => (problem.weight === 'stop' ? 0 : 1);

function onDate(sheet: DaySheet, before: DaySheet | undefined, tour: Tour): Problem[] {
  const { date, status } = sheet.header;
  const open = disputes(sheet);
  if (date < tour.today || status === 'cancelled') return open;
  const road = (tour.checks?.problems ?? []).filter((check) => check.date === date);
  const isTold = road.some((check) => ABOUT_DRIVES.has(check.kind));
  return [
    ...fromServer(sheet),
    ...overlaps(sheet),
    ...road.flatMap(fromChecks),
    ...(isTold ? [] : driving(sheet, tour.drives.get(date))),
    ...open,
    ...places(sheet, tour),
    ...missing(sheet, before),
    ...unconfirmed(sheet, tour.today),
  ];
}

function fromServer(sheet: DaySheet): Problem[] {
  const { date } = sheet.header;
  return sheet.problems.map(({ kind, text, record }) => {
    const column = SERVER_COLUMNS[kind];
    return {
      id: `${date} ${kind} ${record}`,
      date,
      weight: LIGHT.has(kind) ? 'check' : 'stop',
      said: { key: 'server', kind, text },
      mend: { page: 'day', date },
      ...(column ? { column } : {}),
    };
  });
}

function fromChecks(check: TourProblem): Problem[] {
  const { date, kind, text, article, fixes, vehicles } = check;
  const column = CHECK_COLUMNS[kind];
  if (!column) return [];
  return [
    {
      id: `${date} ${kind} ${vehicles.join(' ')} ${text}`,
      date,
      weight: check.weight === 'decision' ? 'stop' : 'check',
      said: { key: 'check', kind, text, fixes, ...(article ? { article } : {}) },
      mend: { page: 'day', date },
      column,
    },
  ];
}

function disputes(sheet: DaySheet): Problem[] {
  const { date } = sheet.header;
  return sheet.disputes.map(({ id, title, label, in_force, candidates }) => ({
    id: `${date} ${id}`,
    date,
    weight: 'check',
    said: { key: 'dispute', title, label, values: [in_force, ...candidates].map((value) => value.text) },
    mend: { page: 'decisions' },
  }));
}

/** Two shows that play at the same time, unless different parties play them. */
function overlaps(sheet: DaySheet): Problem[] {
  const { date } = sheet.header;
  const sets = sheet.schedule.filter(
    (row) => row.item_type === 'set' && minutesOf(row.when?.start) !== undefined,
  );
  return sets.flatMap((first, at) =>
    sets.slice(at + 1).flatMap((second): Problem[] => {
      const apart = first.party && second.party && first.party !== second.party;
      if (!first.event || !second.event || first.event === second.event || apart || !cross(first, second))
        return [];
      const said = { key: 'overlap', first: first.title, second: second.title } as const;
      const [from, to] = [second.when?.start ?? '', first.when?.end ?? first.when?.start ?? ''];
      return [
        {
          id: `${date} overlap ${first.id} ${second.id}`,
          date,
          weight: 'stop',
          said: { ...said, from, to },
          mend: { page: 'day', date },
          column: 'stage',
        },
      ];
    }),
  );
}

/** From when to when a row lasts; without an end it is but a moment. */
function span(row: ScheduleRow): [from: number, to: number] {
  const start = minutesOf(row.when?.start) ?? 0;
  return [start, minutesOf(row.when?.end) ?? start + 1];
}

function cross(a: ScheduleRow, b: ScheduleRow): boolean {
  const [[fromA, toA], [fromB, toB]] = [span(a), span(b)];
  return fromA < toB && fromB < toA;
}

/** A drive that arrives after work begins, or that is longer than one driver may sit. */
function driving(sheet: DaySheet, drive: Drive | undefined): Problem[] {
  const { date, zone } = sheet.header;
  if (!drive) return [];
  const work = sheet.schedule.find((row) => row.item_type === 'load_in') ?? sheet.schedule[0];
  const begins = work?.instant ? Date.parse(work.instant) : undefined;
  const late = begins !== undefined && drive.arrives !== undefined && drive.arrives > begins;
  const minutes = drive.whole ? 0 : (drive.minutes ?? 0);
  const long = HEAVY.has(drive.mode ?? '') && minutes > DRIVE_MINUTES;
  if (!late && !long) return [];
  const stops = late || minutes > DRIVE_MINUTES_MAX;
  return [
    {
      id: `${date} drive ${drive.id}`,
      date,
      weight: stops ? 'stop' : 'check',
      said: {
        key: 'drive',
        drive,
        zone: zone?.name ?? '',
        long,
        ...(late && work ? { late: { title: work.title, at: begins } } : {}),
      },
      mend: { page: 'day', date: drive.on },
      column: 'drive',
    },
  ];
}

function places(sheet: DaySheet, tour: Tour): Problem[] {
  const { date, city } = sheet.header;
  if (city || tour.positions.has(date)) return [];
  const mend = { page: 'grid', date, column: 'city' } as const;
  return [{ id: `${date} place`, date, weight: 'check', said: { key: 'noPlace' }, mend, column: 'city' }];
}

/** Times without which a show cannot be planned. A second night in the same house needs no load-in. */
function missing(sheet: DaySheet, before: DaySheet | undefined): Problem[] {
  const { date, day_type: type } = sheet.header;
  if (!SHOWS.has(type ?? '')) return [];
  const has = (kind: string) => sheet.schedule.some((row) => row.item_type === kind);
  const columns: Column[] = [];
  if (!has('load_in') && !sameHouse(sheet, before)) columns.push('load_in');
  if (!has('doors')) columns.push('doors');
  if (!has('curfew')) columns.push('curfew');
  const [first] = columns;
  if (!first) return [];
  const mend = { page: 'grid', date, column: first } as const;
  return [
    { id: `${date} missing`, date, weight: 'check', said: { key: 'missing', columns }, mend, column: first },
  ];
}

function sameHouse(sheet: DaySheet, before: DaySheet | undefined): boolean {
  const houses = new Set(before?.venues.map((venue) => venue.id));
  return sheet.venues.some((venue) => houses.has(venue.id));
}

function unconfirmed(sheet: DaySheet, today: string): Problem[] {
  const { date } = sheet.header;
  const days = daysBetween(today, date);
  const n = sheet.schedule.filter((row) => !row.confirmed).length;
  if (days > NEAR_DAYS || n === 0) return [];
  const said = { key: 'unconfirmed', n, of: sheet.schedule.length, days } as const;
  const mend = { page: 'day', date } as const;
  return [{ id: `${date} unconfirmed`, date, weight: 'check', said, mend, column: 'confirmed' }];
}
