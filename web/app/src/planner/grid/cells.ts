// One date as a row of the grid: what stands in each cell, which record it comes from, and how sure it is. Pure:
// everything is given, nothing is said in a language, and no clock is asked.

import type { ChangeLine, DaySheet, ScheduleRow } from '../../api/types';
import type { EntryState } from '../../data/db';
import type { When } from '../../time/clock';
import type { Said } from '../problems/problems';
import { COLUMNS, TIME_COLUMNS, isTimeColumn, type Column, type TimeColumn } from './columns';
import { engineOf, farTo, type Drive, type Engine, type Estimate } from './drives';
import type { FreshMark } from './fresh';
import { markOf, type OwnMarks } from './marks';

/** What is wrong with a cell, from the list of problems. */
export interface Trouble {
  weight: 'stop' | 'check';
  said: Said;
}

export interface Source {
  date: string;
  sheet: DaySheet;
  /** How many people come in, as the tour's grid says. */
  capacity?: number;
  /** Minutes that the clocks are ahead of those of the date before. */
  zoneChange: number;
  own: OwnMarks;
  /** Changes by others that nobody has looked at on this device. */
  unseen: readonly ChangeLine[];
  /** What somebody else has just saved. */
  fresh: ReadonlyMap<string, FreshMark>;
  drive?: Drive;
  /** The drive as the server knows it, for where no leg of travel is planned. */
  estimate?: Estimate;
  troubles: ReadonlyMap<Column, Trouble>;
  venueName: (id: string) => string | undefined;
}

export type Value =
  | { is: 'date' }
  | { is: 'text'; text: string; small?: string; quiet?: boolean }
  | { is: 'choice'; key: string }
  | { is: 'number'; n?: number }
  | { is: 'time'; when?: When; instant?: number; others: TimeOf[] }
  | { is: 'confirmed'; n: number; of: number; decisions: number }
  | { is: 'drive'; km?: number; minutes?: number; estimated: boolean; engine?: Engine; noAnswer?: NoAnswer };

/** Why an estimate stands in for a road engine. */
export type NoAnswer = NonNullable<Estimate['no_answer']>;

export interface TimeOf {
  when?: When;
  instant?: number;
}

export interface Target {
  kind: string;
  id: string;
  field: string;
  ver: number;
}

export interface Changed {
  by: string;
  at: string;
  old: string;
}

export interface Cell {
  column: Column;
  value: Value;
  /** The record and field that typing here changes; absent where it would make a new one. */
  target?: Target;
  disputed: boolean;
  state?: EntryState;
  why?: string;
  changed?: Changed;
  /** Who has just saved it. */
  fresh?: FreshMark;
  trouble?: Trouble;
}

export interface Row {
  date: string;
  day: string;
  type: string;
  status: string;
  leg: string;
  city: string;
  title: string;
  zone: string;
  zoneChange: number;
  cells: Record<Column, Cell>;
}

/** The row of a date. */
export function rowOf(source: Source): Row {
  const { header } = source.sheet;
  const cells = Object.fromEntries(COLUMNS.map((column) => [column, cellOf(column, source)]));
  return {
    date: source.date,
    day: header.day,
    type: header.day_type ?? '',
    status: header.status ?? '',
    leg: header.leg ?? '',
    city: header.city ?? '',
    title: header.title ?? '',
    zone: header.zone?.name ?? '',
    zoneChange: source.zoneChange,
    cells: cells as Record<Column, Cell>,
  };
}

function cellOf(column: Column, source: Source): Cell {
  const [value, target] = isTimeColumn(column) ? time(column, source) : other(column, source);
  const trouble = source.troubles.get(column);
  const fresh =
    target && (source.fresh.get(`${target.id}.${target.field}`) ?? source.fresh.get(`${target.id}.*`));
  return {
    column,
    value,
    disputed: isDisputed(column, source, target),
    ...(target ? { target } : {}),
    ...ownMark(column, source, target),
    ...changed(source, target),
    ...(fresh ? { fresh } : {}),
    ...(trouble ? { trouble } : {}),
  };
}

type Found = [Value, Target?];

function other(column: Column, source: Source): Found {
  const { sheet } = source;
  const { header } = sheet;
  const day = (field: string): Target => ({ kind: 'day', id: header.day, field, ver: header.day_ver });
  switch (column) {
    case 'type':
      return [{ is: 'choice', key: header.day_type ?? '' }, day('day_type')];
    case 'status':
      return [{ is: 'choice', key: header.status ?? '' }, day('status')];
    case 'city': {
      const small = header.country ? { small: header.country } : {};
      return [{ is: 'text', text: header.city ?? '', ...small }, day('place')];
    }
    case 'venue':
      return venue(source);
    case 'capacity':
      return capacity(source);
    case 'confirmed': {
      const n = sheet.schedule.filter((row) => row.confirmed).length;
      return [{ is: 'confirmed', n, of: sheet.schedule.length, decisions: sheet.disputes.length }];
    }
    case 'drive':
      return drive(source);
    default:
      return [{ is: 'date' }];
  }
}

/** The venues of a date; where nothing is played, where the party sleeps or what it travels by. */
function venue(source: Source): Found {
  const { sheet } = source;
  const [event] = sheet.events;
  if (!event) {
    const hotel = sheet.hotels.find((one) => !one.day_rooms) ?? sheet.hotels[0];
    const text = hotel?.name ?? source.drive?.title ?? '';
    return [{ is: 'text', text, quiet: true }];
  }
  const names = sheet.events.map(
    (one) => (one.venue ? source.venueName(one.venue) : undefined) ?? one.venue_name,
  );
  const text = [...new Set(names.filter(Boolean))].join(', ');
  const single = sheet.events.length === 1;
  const target: Target = { kind: 'event', id: event.id, field: 'venue', ver: event.ver };
  return single ? [{ is: 'text', text }, target] : [{ is: 'text', text }];
}

function capacity(source: Source): Found {
  const { events } = source.sheet;
  const [event] = events;
  const n = events.find((one) => one.capacity != null)?.capacity ?? source.capacity;
  const value: Value = n == null ? { is: 'number' } : { is: 'number', n };
  if (!event || events.length > 1) return [value];
  return [value, { kind: 'event', id: event.id, field: 'capacity', ver: event.ver }];
}

function drive({ drive, estimate }: Source): Found {
  const far = farTo(drive, estimate);
  const minutes = drive ? drive.minutes : estimate?.total_minutes;
  return [
    {
      is: 'drive',
      ...(far ? { km: far.km } : {}),
      ...(minutes === undefined ? {} : { minutes }),
      estimated: far?.source === 'estimate',
      ...(far && estimate && far.source !== 'plan' ? said(estimate) : {}),
    },
  ];
}

/** Which road engine says so, or why none does. */
function said(estimate: Estimate): { engine?: Engine; noAnswer?: NoAnswer } {
  const engine = engineOf(estimate);
  const noAnswer = estimate.no_answer;
  return { ...(engine ? { engine } : {}), ...(noAnswer ? { noAnswer } : {}) };
}

/** The rows of the schedule that a column of times shows. */
export function rowsFor(column: TimeColumn, sheet: DaySheet): ScheduleRow[] {
  return sheet.schedule.filter((row) => row.item_type === TIME_COLUMNS[column]);
}

function time(column: TimeColumn, { sheet }: Source): Found {
  const [first, ...others] = rowsFor(column, sheet);
  if (!first) return [{ is: 'time', others: [] }];
  const value: Value = { is: 'time', ...timeOf(first), others: others.map(timeOf) };
  // Which of two doors somebody means cannot be told from one cell.
  if (others.length > 0) return [value];
  return [value, { kind: 'schedule_item', id: first.id, field: 'when', ver: first.ver }];
}

function timeOf(row: ScheduleRow): TimeOf {
  return {
    ...(row.when ? { when: row.when } : {}),
    ...(row.instant ? { instant: Date.parse(row.instant) } : {}),
  };
}

function isDisputed(column: Column, { sheet, drive }: Source, target: Target | undefined): boolean {
  if (column === 'drive') return drive?.disputed ?? false;
  const about = (id: string, field: string) =>
    sheet.disputes.some((one) => one.record === id && (one.field === field || one.field.startsWith('$')));
  if (target) return about(target.id, target.field);
  return isTimeColumn(column) && rowsFor(column, sheet).some((row) => about(row.id, 'when'));
}

function ownMark(column: Column, source: Source, target: Target | undefined) {
  const day = source.sheet.header.day;
  const mark = target
    ? markOf(source.own, target.id, target.field)
    : isTimeColumn(column)
      ? source.own.get(`${day}.${TIME_COLUMNS[column]}`)
      : undefined;
  if (!mark) return {};
  return mark.why === undefined ? { state: mark.state } : { state: mark.state, why: mark.why };
}

/** The newest change of a cell, with the value from before the first of them. */
function changed({ unseen }: Source, target: Target | undefined): { changed?: Changed } {
  if (!target) return {};
  const lines = unseen.filter(
    (line) => line.record === target.id && (line.field ?? target.field) === target.field,
  );
  const newest = lines.at(-1);
  if (!newest) return {};
  return { changed: { by: newest.author_name ?? '', at: newest.at, old: lines[0]?.old ?? '' } };
}
