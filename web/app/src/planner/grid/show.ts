// What a cell says, to the eye and to a spreadsheet. The only place of the grid where values become words.

import { computed } from '@preact/signals';
import { prefs } from '../../data/prefs';
import { number, shortDate, words, distance } from '../../i18n';
import { minutesOf } from '../../time/clock';
import { dial, inZone, nightsAfter, typedText, type HourCycle } from '../../time/format';
import { planWords } from '../words';
import type { Cell, Row, TimeOf } from './cells';
import { COLUMNS, type Column } from './columns';

/** A time as the grid has room for it, and how many days from the row's date it is. */
export interface ShownTime {
  text: string;
  days: number;
}

/** A time on the clocks of its own day, or of another zone. Hidden times are said to be hidden: this is the desk. */
export function timeText(time: TimeOf, date: string, zone: string | undefined, cycle: HourCycle): ShownTime {
  const { when, instant } = time;
  const about = when?.precision === 'about' ? '~' : '';
  const nothing = { text: '', days: 0 };
  if (!when) return nothing;
  if (when.precision === 'tbd') return { text: words.value.time.tbd, days: 0 };
  if (when.precision === 'hidden') return { text: planWords.value.grid.hidden, days: 0 };
  const minutes = minutesOf(when.start);
  if (minutes === undefined) return nothing;
  if (zone === undefined) return { text: about + dial(minutes, cycle), days: nightsAfter(when.start) };
  // Without a zone of its own a clock is no instant, and cannot be said on another.
  if (instant === undefined) return { text: '?', days: 0 };
  const there = inZone(instant, zone, date, cycle);
  return { text: about + there.text, days: there.days };
}

/** `+1`, `−1`: which day a time is on, where it is not the row's. */
export function dayMark(days: number): string {
  if (days === 0) return '';
  return days > 0 ? `+${days}` : `−${-days}`;
}

export function typeWord(key: string): string {
  return (words.value.dayType as Record<string, string>)[key] ?? key;
}

export function statusWord(key: string): string {
  return (words.value.status as Record<string, string>)[key] ?? key;
}

/** `4:30`: hours and minutes of driving. */
export function driveTime(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** What somebody edits when they open a cell: what stands there, always on the day's own clocks. */
export function editText(cell: Cell, cycle: HourCycle): string {
  const { value } = cell;
  switch (value.is) {
    case 'time': {
      const { end: _end, ...start } = value.when ?? { precision: 'exact' as const };
      return value.when ? typedText(start, cycle) : '';
    }
    case 'text':
      if (value.quiet) return '';
      return value.small ? `${value.text}, ${value.small}` : value.text;
    case 'number':
      return value.n === undefined ? '' : String(value.n);
    case 'choice':
      return value.key;
    default:
      return '';
  }
}

/** A cell for a spreadsheet: dates that it understands, times on the day's clocks, and what pastes back. */
export function plainText(row: Row, column: Column): string {
  const { value } = row.cells[column];
  switch (value.is) {
    case 'date':
      return row.date;
    case 'choice':
      return column === 'type' ? typeWord(value.key) : statusWord(value.key);
    case 'number':
      return value.n === undefined ? '' : String(value.n);
    case 'text':
      return value.small ? `${value.text}, ${value.small}` : value.text;
    case 'time':
      return [value, ...value.others]
        .map((time) => typedText(time.when, '24').replace(' +', '+'))
        .join(' / ');
    case 'confirmed':
      return value.of === 0 ? '' : `${value.n}/${value.of}`;
    case 'drive': {
      const km = value.km === undefined ? '' : `${Math.round(value.km)} km`;
      return [km, value.minutes === undefined ? '' : driveTime(value.minutes)].filter(Boolean).join(' ');
    }
  }
}

/** The names that a column has in headings, its own and those that people write. */
export const headings = computed(() => {
  const all = new Map<string, Column>();
  const { columns, aliases } = planWords.value.grid;
  for (const column of COLUMNS) {
    all.set(columns[column].toLocaleLowerCase(), column);
    all.set(column.replaceAll('_', ' '), column);
    for (const alias of aliases[column].split(' | ')) if (alias) all.set(alias.toLocaleLowerCase(), column);
  }
  return all;
});

/** `Doors, Sat 5 Dec`: a cell by name, for labels of edits and for readers of the screen. */
export function cellName(column: Column, date: string): string {
  return `${planWords.value.grid.columns[column]}, ${shortDate(date)}`;
}

/** A drive in the units of the reader: `425 km`, with `~` where it is estimated. */
export function kmText(km: number, estimated: boolean): string {
  return `${estimated ? '~' : ''}${distance(km)}`;
}

export function capacityText(n: number | undefined): string {
  return n === undefined ? '' : number(n);
}

/** Ways to write dates in the reader's language. Making them takes longer than a row. */
const dateParts = computed(() => {
  const locale = prefs.value.language === 'en' ? 'en-GB' : prefs.value.language;
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  return { weekday: of({ weekday: 'short' }), day: of({ day: 'numeric', month: 'short' }) };
});
const midnight = (date: string) => new Date(`${date}T00:00:00Z`);

/** `24 Nov`. */
export function dayText(date: string): string {
  return dateParts.value.day.format(midnight(date));
}

/** `Tue`. */
export function weekdayText(date: string): string {
  return dateParts.value.weekday.format(midnight(date));
}

/** The reader's hours. */
export const cycle = computed(() => prefs.value.cycle);
