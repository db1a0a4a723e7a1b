// The cells of the schedule's table: what stands in each, and which edits follow from what was typed.

import type { Edit, ScheduleRow } from '../../../api/types';
import { set } from '../../../data/edits';
import type { HourCycle } from '../../../time/format';
import { typedText } from '../../../time/format';
import { readWhen, strictText } from '../../../time/parse';
import type { Why } from '../../../time/problem';
import type { When } from '../../../time/clock';

export const COLUMNS = [
  'when',
  'title',
  'item_type',
  'departments',
  'place',
  'confirmed',
  'key',
  'hard',
] as const;
export type Column = (typeof COLUMNS)[number];

export const ITEM_TYPES = [
  'arrival',
  'bus_park',
  'call',
  'lobby_call',
  'load_in',
  'line_check',
  'soundcheck',
  'dark_stage',
  'catering',
  'meet_greet',
  'press',
  'doors',
  'support',
  'changeover',
  'set',
  'curfew',
  'load_out',
  'settlement',
  'bus_call',
  'travel',
  'other',
] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

export type Flag = 'confirmed' | 'key' | 'hard';

export function isFlag(column: Column): column is Flag {
  return column === 'confirmed' || column === 'key' || column === 'hard';
}

const KIND = 'schedule_item';
/** The longest line that the server takes, in characters. */
const LINE_CHARS_MAX = 200;
const DEPARTMENTS_MAX = 50;

/** What was typed, as edits, or why it cannot be. */
export type Typed =
  | { ok: true; edits: Edit[] }
  | { ok: false; problem: 'time'; why: Why; understood?: string }
  | { ok: false; problem: 'title' | 'tooLong' };

/** The text that an editor of a cell begins with. */
export function editText(row: ScheduleRow, column: Column, cycle: HourCycle): string {
  switch (column) {
    case 'when':
      return typedText(row.when, cycle);
    case 'departments':
      return row.departments.join(', ');
    case 'item_type':
      return String(row.item_type ?? '');
    case 'title':
    case 'place':
      return row[column] ?? '';
    default:
      return String(row[column]);
  }
}

/** The edits that make a cell say what was typed; none where it says so already. */
export function typed(row: ScheduleRow, column: Column, text: string): Typed {
  switch (column) {
    case 'when':
      return typedTime(row, text);
    case 'departments':
      return { ok: true, edits: departmentEdits(row, departmentsIn(text)) };
    case 'title':
    case 'place':
    case 'item_type':
      return typedLine(row, column, text);
    default:
      return { ok: true, edits: flagEdits(row, column, text === 'true') };
  }
}

function typedTime(row: ScheduleRow, text: string): Typed {
  const before = (row.when ?? null) as When | null;
  if (text.trim() === '') return { ok: true, edits: before ? [setField(row, 'when', before, null)] : [] };
  const reading = readWhen(text, before);
  if (!reading.ok) return { ...reading, problem: 'time' };
  const { when } = reading;
  // A new end for the same start is the same choice between repeated clocks.
  if (before?.fold && before.start === when.start) when.fold = before.fold;
  if (sameWhen(before, when)) return { ok: true, edits: [] };
  return { ok: true, edits: [setField(row, 'when', before, when)] };
}

export function sameWhen(a: When | null | undefined, b: When | null | undefined): boolean {
  const same = strictText(a) === strictText(b) && (a?.sort ?? null) === (b?.sort ?? null);
  return same && (a?.fold ?? null) === (b?.fold ?? null) && a?.precision === b?.precision;
}

function typedLine(row: ScheduleRow, column: 'title' | 'place' | 'item_type', text: string): Typed {
  const line = text.trim().replace(/\s+/g, ' ');
  if ([...line].length > LINE_CHARS_MAX) return { ok: false, problem: 'tooLong' };
  if (column === 'title' && line === '') return { ok: false, problem: 'title' };
  const before = String(row[column] ?? '');
  if (before === line) return { ok: true, edits: [] };
  return { ok: true, edits: [setField(row, column, before || null, line || null)] };
}

function setField(row: ScheduleRow, field: Column, from: unknown, to: unknown): Edit {
  return set(KIND, row.id, { [field]: [from, to] });
}

/** Moves a row to another time. */
export function whenEdit(id: string, from: When, to: When): Edit {
  return set(KIND, id, { when: [from, to] });
}

export function flagEdits(row: ScheduleRow, flag: Flag, to: boolean): Edit[] {
  return row[flag] === to ? [] : [setField(row, flag, row[flag], to)];
}

/** `Audio, lights` → two departments, each once and as it was typed. */
export function departmentsIn(text: string): string[] {
  const names = text.split(/[,;]/).map((name) => name.trim().replace(/\s+/g, ' ').slice(0, LINE_CHARS_MAX));
  const seen = new Set<string>();
  return names
    .filter((name) => {
      const key = name.toLowerCase();
      return name !== '' && !seen.has(key) && seen.add(key);
    })
    .slice(0, DEPARTMENTS_MAX);
}

/** Members are added and removed one by one, so that two people adding different ones both succeed. */
export function departmentEdits(row: ScheduleRow, names: readonly string[]): Edit[] {
  const change = (what: 'add' | 'remove', value: string) => ({
    do: what,
    kind: KIND,
    id: row.id,
    field: 'departments',
    value,
  });
  const gone = row.departments.filter((name) => !names.includes(name));
  const added = names.filter((name) => !row.departments.includes(name));
  const edits = [...gone.map((name) => change('remove', name)), ...added.map((name) => change('add', name))];
  return edits as unknown as Edit[];
}

/** A row as its edits leave it, for a row that is no record yet. */
export function withEdits(row: ScheduleRow, edits: readonly Edit[]): ScheduleRow {
  let next = row;
  for (const edit of edits) {
    if (edit.do === 'set') {
      const pairs = Object.entries(edit.fields).map(([name, pair]) => [name, (pair as unknown[])[1]]);
      next = { ...next, ...(Object.fromEntries(pairs) as Partial<ScheduleRow>) };
    } else if (edit.do === 'add' || edit.do === 'remove') {
      const others = next.departments.filter((name) => name !== (edit.value as unknown));
      const departments = edit.do === 'add' ? [...others, edit.value as unknown as string] : others;
      next = { ...next, departments };
    }
  }
  return next;
}

/** A row without anything, to be written into. */
export function emptyRow(id: string): ScheduleRow {
  return {
    id,
    ver: 0,
    title: '',
    when: null,
    text: '',
    clock_reports: [],
    confirmed: false,
    departments: [],
    disputed: [],
    hard: false,
    key: false,
  };
}

/** The fields of a new record; what nobody said is not said. */
export function fieldsOf(row: ScheduleRow, day: string): Record<string, unknown> {
  return {
    day,
    title: row.title,
    when: row.when,
    item_type: row.item_type,
    place: row.place,
    departments: row.departments.length > 0 ? row.departments : undefined,
    confirmed: row.confirmed || undefined,
    key: row.key || undefined,
    hard: row.hard || undefined,
  };
}
