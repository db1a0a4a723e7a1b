// Where the rows of a day stand on its timeline: minutes from top to bottom, side by side where they meet.

import type { DaySheet, ScheduleRow } from '../../../api/types';
import { CLOCK_MINUTES_MAX, minutesOf, type When } from '../../../time/clock';
import { daysBetween, resolve, wallOf } from '../../../time/zones';

/** A moment is drawn as long as this, so that its name can be read. */
export const SHORTEST_MINUTES = 20;
/** An hour before the first row and after the last, to move things to. */
const MARGIN_MINUTES = 60;
const EMPTY_DAY = { from: 8 * 60, to: 24 * 60 };

export type LaneMode = 'overlap' | 'department';

export interface Placed {
  row: ScheduleRow;
  /** On the clock of the day, whatever the row's own zone. */
  start: number;
  end: number;
  /** The group of lanes it is in: always 0 by overlap, the department's index otherwise. */
  column: number;
  lane: number;
  /** How many lanes share the width where it stands. */
  lanes: number;
}

/** The start and end of a time on the day's clock; undefined without a time. */
export function extentOf(
  sheet: DaySheet,
  row: Pick<ScheduleRow, 'zone'>,
  when: When | null | undefined,
): { start: number; end: number } | undefined {
  const start = minutesOf(when?.start);
  if (start === undefined || !when || when.precision === 'hidden') return undefined;
  const length = Math.max((minutesOf(when.end) ?? start) - start, 0);
  const onDay = start + zoneShift(sheet, row, when);
  return { start: onDay, end: onDay + length };
}

/** Minutes from a row's own clock to the day's. */
function zoneShift(sheet: DaySheet, row: Pick<ScheduleRow, 'zone'>, when: When): number {
  const [own, day] = [row.zone?.name, sheet.header.zone?.name];
  if (!own || !day || own === day || !when.start) return 0;
  const moment = resolve(sheet.header.date, when.start, own, when.fold);
  if (!moment) return 0;
  const wall = wallOf(moment.at, day);
  const minutes = daysBetween(sheet.header.date, wall.date) * 1440 + wall.minutes;
  return minutes - (minutesOf(when.start) ?? minutes);
}

/** The departments that head the columns: nobody named first, then by name. */
export function departmentsOf(rows: readonly ScheduleRow[]): string[] {
  const named = new Set(rows.map((row) => row.departments[0] ?? ''));
  return [...named].toSorted((a, b) => a.localeCompare(b));
}

/** Every row that has a time, side by side where their times meet. */
export function place(sheet: DaySheet, mode: LaneMode, whenOf: (row: ScheduleRow) => When | null): Placed[] {
  const columns = mode === 'department' ? departmentsOf(sheet.schedule) : [''];
  return columns.flatMap((department, column) => {
    const rows = sheet.schedule.filter(
      (row) => mode === 'overlap' || (row.departments[0] ?? '') === department,
    );
    const placed = rows.flatMap((row) => {
      const extent = extentOf(sheet, row, whenOf(row));
      return extent ? [{ row, ...extent, column, lane: 0, lanes: 1 }] : [];
    });
    return sideBySide(placed);
  });
}

/** Gives each the first free lane; what meets, directly or through others, shares the width. */
function sideBySide(placed: Placed[]): Placed[] {
  const inOrder = placed.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let cluster: Placed[] = [];
  let free: number[] = [];
  const close = () => {
    for (const one of cluster) one.lanes = free.length;
    [cluster, free] = [[], []];
  };
  for (const one of inOrder) {
    if (cluster.length > 0 && free.every((until) => until <= one.start)) close();
    const found = free.findIndex((until) => until <= one.start);
    one.lane = found === -1 ? free.length : found;
    free[one.lane] = Math.max(one.end, one.start + SHORTEST_MINUTES);
    cluster.push(one);
  }
  close();
  return inOrder;
}

/** From which whole hour to which the timeline runs. */
export function rangeOf(placed: readonly Pick<Placed, 'start' | 'end'>[]): { from: number; to: number } {
  if (placed.length === 0) return EMPTY_DAY;
  const first = Math.min(...placed.map((one) => one.start)) - MARGIN_MINUTES;
  const last =
    Math.max(...placed.map((one) => Math.max(one.end, one.start + SHORTEST_MINUTES))) + MARGIN_MINUTES;
  return {
    from: Math.max(Math.floor(first / 60) * 60, 0),
    to: Math.min(Math.ceil(last / 60) * 60, CLOCK_MINUTES_MAX + 1),
  };
}
