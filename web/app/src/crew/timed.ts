// What has a time on a day sheet, as instants: rows of the schedule, lobby calls, and legs of travel from departure to
// arrival. What is on, what is next and how long a show day runs is told from these alone.

import type { DaySheet, ScheduleRow, TravelLeg } from '../api/types';

export interface Timed {
  /** The record that a tap opens. */
  id: string;
  kind: 'item' | 'travel' | 'lobby';
  title: string;
  place: string | undefined;
  departments: readonly string[];
  /** One of the day's key times. */
  key: boolean;
  /** Milliseconds since 1970. */
  start: number;
  /** Absent for a moment: doors, a bus call. */
  end?: number;
}

/** What has no end is a moment, and on for its minute. */
export const MOMENT_MS = 60_000;

/** Schedule rows that say when a vehicle leaves; the leg itself says no more then. */
const LEAVES = new Set<string>(['bus_call', 'travel']);

export function startOf(row: { instant?: string | null }): number | undefined {
  const at = Date.parse(row.instant ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** When something is over. An end that is not after the start is no end. */
export function overAt(timed: { start: number; end?: number | undefined }): number {
  return timed.end !== undefined && timed.end > timed.start ? timed.end : timed.start + MOMENT_MS;
}

/** The rows of the schedule that have an instant. */
export function timedRows(rows: readonly ScheduleRow[]): Timed[] {
  return rows.flatMap((row) => {
    const start = startOf(row);
    if (start === undefined) return [];
    const { id, title, departments, key } = row;
    const place = row.place ?? undefined;
    return [{ id, kind: 'item' as const, title, place, departments, key, start, ...ending(row) }];
  });
}

/** Everything on a sheet that has an instant, by its start. */
export function timedOn(sheet: DaySheet): Timed[] {
  const rows = timedRows(sheet.schedule);
  const leaves = new Set(
    sheet.schedule.filter((row) => LEAVES.has(row.item_type ?? '')).map((row) => startOf(row)),
  );
  const legs = sheet.travel.flatMap((leg) => timedLeg(leg, leaves));
  return [...rows, ...legs].toSorted((a, b) => a.start - b.start);
}

function timedLeg(leg: TravelLeg, leaves: ReadonlySet<number | undefined>): Timed[] {
  const common = { id: leg.id, title: leg.title, departments: [], key: false };
  const lobby = leg.lobby_call ? startOf(leg.lobby_call) : undefined;
  const depart = startOf(leg.depart);
  const timed: Timed[] = [];
  if (lobby !== undefined) timed.push({ ...common, kind: 'lobby', place: undefined, start: lobby });
  if (depart !== undefined && !leaves.has(depart)) timed.push(drive(leg, common, depart));
  return timed;
}

function drive(
  leg: TravelLeg,
  common: Pick<Timed, 'id' | 'title' | 'departments' | 'key'>,
  start: number,
): Timed {
  const arrive = startOf(leg.arrive);
  const place = [leg.depart.name, leg.arrive.name].filter(Boolean).join(' → ') || undefined;
  return { ...common, kind: 'travel', place, start, ...(arrive === undefined ? {} : { end: arrive }) };
}

/** Legs that left on the evening before and are still on the road. */
export function underway(sheet: DaySheet | undefined, now: number): Timed[] {
  const none = new Set<number>();
  const legs = sheet?.travel.flatMap((leg) => timedLeg(leg, none)) ?? [];
  return legs.filter((leg) => leg.kind === 'travel' && leg.start <= now && overAt(leg) > now);
}

function ending(row: ScheduleRow): { end?: number } {
  const end = Date.parse(row.end_instant ?? '');
  return Number.isNaN(end) ? {} : { end };
}
