// From what somebody typed into a cell to the edits that say so. Pure, and it guesses nothing: a text that cannot be
// read is refused with the reason, and stays in the cell.

import type { DaySheet, Edit, Place } from '../../api/types';
import { create, remove, set } from '../../data/edits';
import { newId } from '../../data/ids';
import { CLOCK_MINUTES_MAX, clockOf, minutesOf, type When } from '../../time/clock';
import { lengthOf, readWhen } from '../../time/parse';
import type { Why } from '../../time/problem';
import { rowsFor, type Cell, type Row } from './cells';
import { TIME_COLUMNS, isTimeColumn, type Column, type TimeColumn } from './columns';
import { planPlace, readCity, type KnownPlaces } from './cities';

export type Refusal =
  | { key: 'time'; why: Why; understood?: string }
  | { key: 'choice'; text: string; column: 'type' | 'status' }
  | { key: 'number'; text: string }
  | { key: 'tooLong' }
  /** Two rows of the schedule stand in this cell. */
  | { key: 'several' }
  /** Nothing is played on this day, so there is no house. */
  | { key: 'noEvent' }
  /** The device has not fetched the place of this day. */
  | { key: 'placeUnknown' }
  /** Another city, whose position nobody knows: the old one would go. */
  | { key: 'otherCity'; city: string; from: string }
  /** The value follows from something else. */
  | { key: 'follows'; column: Column }
  /** A type, a city: what may not be empty. */
  | { key: 'empty' };

/** What somebody said of a city: that it is another one, or only written differently. */
export type CityDecision = 'other' | 'spelling';

export type Writing = { ok: true; edits: Edit[] } | { ok: false; refusal: Refusal };

/** What a cell is written with. */
export interface Desk {
  sheet: DaySheet;
  /** The audience that new records go to. */
  scope: string;
  /** The day's place as its record has it; undefined where the device does not know. */
  place: Place | null | undefined;
  known: KnownPlaces;
  venues: readonly { id: string; name: string }[];
  /** Types and states by what people call them, in lower case. */
  choices: Record<'type' | 'status', ReadonlyMap<string, string>>;
  /** What a new row of the schedule is called. */
  titles: Record<TimeColumn, string>;
}

const LINE_CHARS_MAX = 200;
const CAPACITY_MAX = 1_000_000;
/** Days on which something is played, and which so may have a house. */
const PLAYED = new Set(['show', 'festival', 'rehearsal', 'press', 'load_in', 'prep', 'custom', '']);

const nothing: Writing = { ok: true, edits: [] };
const refuse = (refusal: Refusal): Writing => ({ ok: false, refusal });

/** The edits that put a text into a cell; none where it says what stands there already. */
export function write(row: Row, column: Column, text: string, desk: Desk, city?: CityDecision): Writing {
  const cell = row.cells[column];
  const given = text.trim();
  if (isTimeColumn(column))
    return given === '' ? clear(row, column, desk) : writeTime(cell, column, given, desk);
  if ([...given].length > LINE_CHARS_MAX) return refuse({ key: 'tooLong' });
  switch (column) {
    case 'type':
    case 'status':
      return writeChoice(row, column, given, desk);
    case 'city':
      return writeCity(row, given, desk, city);
    case 'venue':
      return writeVenue(row, given, desk);
    case 'capacity':
      return writeCapacity(row, given, desk);
    default:
      return refuse({ key: 'follows', column });
  }
}

/** The edits that empty a cell. A time goes with its row of the schedule; what a day must have stays. */
export function clear(row: Row, column: Column, desk: Desk): Writing {
  const { target, value } = row.cells[column];
  if (isTimeColumn(column)) {
    if (target) return { ok: true, edits: [remove(target.kind, target.id, target.ver)] };
    return value.is === 'time' && value.others.length > 0 ? refuse({ key: 'several' }) : nothing;
  }
  if (column === 'capacity' && target && value.is === 'number') {
    const held = desk.sheet.events[0]?.capacity;
    return held == null
      ? nothing
      : { ok: true, edits: [set('event', target.id, { capacity: [held, null] })] };
  }
  if (column === 'venue' && target) {
    const held = desk.sheet.events[0]?.venue;
    return held == null ? nothing : { ok: true, edits: [set('event', target.id, { venue: [held, null] })] };
  }
  return refuse({ key: column === 'date' || column === 'drive' ? 'follows' : 'empty', column } as Refusal);
}

/** A time that somebody typed over another. The cell shows only a start, so a start alone keeps the length. */
export function retimed(text: string, base: When | undefined): ReturnType<typeof readWhen> {
  const reading = readWhen(text, base);
  if (!reading.ok) return reading;
  const { when } = reading;
  const length = base ? lengthOf(base) : undefined;
  const start = minutesOf(when.start);
  if (length === undefined || start === undefined || when.end || when.precision === 'tbd') return reading;
  if (start + length > CLOCK_MINUTES_MAX) return reading;
  const end = clockOf(start + length);
  return { ok: true, when: { ...when, end }, understood: `${reading.understood}–${end}` };
}

function writeTime(cell: Cell, column: TimeColumn, text: string, desk: Desk): Writing {
  if (rowsFor(column, desk.sheet).length > 1) return refuse({ key: 'several' });
  const base = cell.value.is === 'time' ? cell.value.when : undefined;
  const reading = retimed(text, base);
  if (!reading.ok) {
    const understood = reading.understood === undefined ? {} : { understood: reading.understood };
    return refuse({ key: 'time', why: reading.why, ...understood });
  }
  const { when } = reading;
  if (same(when, base)) return nothing;
  if (cell.target) return { ok: true, edits: [set('schedule_item', cell.target.id, { when: [base, when] })] };
  const fields = {
    day: desk.sheet.header.day,
    title: desk.titles[column],
    item_type: TIME_COLUMNS[column],
    when,
  };
  return { ok: true, edits: [create('schedule_item', desk.scope, fields)] };
}

function same(a: When, b: When | undefined): boolean {
  return textOf(a) === textOf(b);
}

function textOf(when: When | undefined): string {
  return when ? [when.precision, when.start ?? '', when.end ?? '', when.sort ?? ''].join(' ') : '';
}

function writeChoice(row: Row, column: 'type' | 'status', text: string, desk: Desk): Writing {
  const to = desk.choices[column].get(text.toLocaleLowerCase());
  if (text === '') return refuse({ key: 'empty' });
  if (!to) return refuse({ key: 'choice', text, column });
  const from = column === 'type' ? row.type : row.status;
  if (to === from) return nothing;
  const field = column === 'type' ? 'day_type' : 'status';
  return { ok: true, edits: [set('day', row.day, { [field]: [from || null, to] })] };
}

function writeCity(row: Row, text: string, desk: Desk, decision: CityDecision | undefined): Writing {
  if (text === '') return refuse({ key: 'empty' });
  const given = readCity(text);
  const shown = row.cells.city.value;
  if (shown.is === 'text' && shown.text === given.city && (!given.country || shown.small === given.country)) {
    return nothing;
  }
  if (desk.place === undefined) return refuse({ key: 'placeUnknown' });
  const spelling = decision === undefined ? undefined : decision === 'spelling';
  const { place, position } = planPlace(given, desk.place, desk.known, spelling);
  if (position === 'dropped' && decision === undefined) {
    return refuse({ key: 'otherCity', city: given.city, from: desk.place?.city ?? '' });
  }
  return { ok: true, edits: [set('day', row.day, { place: [desk.place, place] })] };
}

function writeVenue(row: Row, text: string, desk: Desk): Writing {
  const { events } = desk.sheet;
  const [event] = events;
  if (events.length > 1) return refuse({ key: 'several' });
  if (text === '') return clear(row, 'venue', desk);
  if (!event && !PLAYED.has(row.type)) return refuse({ key: 'noEvent' });
  const shown = row.cells.venue.value;
  if (shown.is === 'text' && !shown.quiet && shown.text === text) return nothing;
  const name = text.toLocaleLowerCase();
  const known = desk.venues.find((venue) => venue.name.toLocaleLowerCase() === name);
  const id = known?.id ?? newId();
  const edits: Edit[] = known ? [] : [create('venue', desk.scope, { name: text }, id)];
  const type =
    row.type === 'festival' || row.type === 'rehearsal' || row.type === 'press' ? row.type : 'show';
  edits.push(
    event
      ? set('event', event.id, { venue: [event.venue ?? null, id] })
      : create('event', desk.scope, { day: row.day, event_type: type, venue: id }),
  );
  return { ok: true, edits };
}

function writeCapacity(row: Row, text: string, desk: Desk): Writing {
  const { target, value } = row.cells.capacity;
  if (desk.sheet.events.length > 1) return refuse({ key: 'several' });
  if (!target) return refuse({ key: 'noEvent' });
  // `2,200`, `2.200` and `2 200` are the same house; a comma is never a fraction of a person.
  const digits = text.replace(/[\s.,'’]/g, '');
  const n = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
  if (!(n <= CAPACITY_MAX)) return refuse({ key: 'number', text });
  const from = value.is === 'number' ? value.n : undefined;
  return n === from ? nothing : { ok: true, edits: [set('event', target.id, { capacity: [from, n] })] };
}
