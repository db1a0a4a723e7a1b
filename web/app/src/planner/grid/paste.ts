// Rows from a spreadsheet: reading what the clipboard holds, and saying for each value what it would do or why it
// cannot be read. Pure; nothing is saved here.

import type { Edit } from '../../api/types';
import type { Row } from './cells';
import type { Column } from './columns';
import { readDate } from './dates';
import type { Spot, Table } from './moves';
import { write, type Desk, type Refusal } from './writing';

/** More is a mistake of the selection, and nobody reads such a preview. */
export const PASTE_ROWS_MAX = 400;

/** One value that would be written. */
export interface PasteChange {
  date: string;
  column: Column;
  old: string;
  text: string;
  edits: Edit[];
  /** The position of the old city goes, because nobody knows that of the new one. */
  losesPosition: boolean;
}

/** One value that would not, and why. */
export interface PasteProblem {
  /** Of the pasted rows, from 1. */
  line: number;
  date?: string;
  column?: Column;
  text: string;
  refusal: Refusal | { key: 'noSuchDay' } | { key: 'noDate' } | { key: 'ambiguousDate' } | { key: 'outside' };
}

export interface PastePlan {
  changes: PasteChange[];
  problems: PasteProblem[];
  /** Values that stand there already. */
  n_same: number;
}

/** What the plan is made with. */
export interface PasteDesk {
  table: Table;
  /** The years of the tour, for dates that name none. */
  dates: readonly string[];
  row: (date: string) => Row | undefined;
  desk: (date: string) => Desk | undefined;
  text: (row: Row, column: Column) => string;
  /** Columns by the names they have in a heading, in lower case. */
  headings: ReadonlyMap<string, Column>;
}

/** The cells of tab-separated text. Quoted cells may hold tabs, line ends and doubled quotes. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  const clean = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  for (let at = 0; at < clean.length; at += 1) {
    const letter = clean.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (clean[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === '\t') endCell();
    else if (letter === '\n') endRow();
    else cell += letter;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows.filter((cells) => cells.some((one) => one !== '')).slice(0, PASTE_ROWS_MAX);
}

/** Cells as text for a spreadsheet. */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\n');
}

function quoted(cell: string): string {
  return /["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * What pasting would do. A first row of headings says which column is which; a column of dates says which row is
 * which; without them the cells are counted from the one that is selected.
 */
export function planPaste(cells: string[][], from: Spot, paste: PasteDesk): PastePlan {
  const headed = headingsOf(cells[0] ?? [], paste.headings);
  const columns = headed ?? columnsFrom(from, paste.table, Math.max(...cells.map((row) => row.length), 0));
  const body = headed ? cells.slice(1) : cells;
  const dateAt = columns.indexOf('date');
  const byDate = dateAt >= 0 && body.some((row) => readDate(row[dateAt] ?? '', paste.dates).ok);
  const first = paste.table.dates.indexOf(from.date);
  const plan: PastePlan = { changes: [], problems: [], n_same: 0 };
  const types = new Map<string, string>();
  body.forEach((row, at) => {
    const line = at + (headed ? 2 : 1);
    const date = byDate ? dateIn(row[dateAt] ?? '', line, paste, plan) : paste.table.dates[first + at];
    if (!date) {
      if (!byDate) plan.problems.push({ line, text: row.join(' ').trim(), refusal: { key: 'outside' } });
      return;
    }
    row.forEach((text, place) => one(text, columns[place], { line, date, byDate, types }, paste, plan));
  });
  return plan;
}

/** Where a pasted value goes. */
interface Place {
  line: number;
  date: string;
  byDate: boolean;
  /** The types that days get in the same paste. */
  types: Map<string, string>;
}

function one(text: string, column: Column | undefined, at: Place, paste: PasteDesk, plan: PastePlan): void {
  const { line, date } = at;
  // An empty cell of a spreadsheet says nothing; it never takes a time away.
  if (text === '' || (column === 'date' && at.byDate)) return;
  if (!column) {
    plan.problems.push({ line, date, text, refusal: { key: 'outside' } });
    return;
  }
  const [found, desk] = [paste.row(date), paste.desk(date)];
  if (!found || !desk) return;
  // What becomes a show in the same paste can be given a house.
  const row = { ...found, type: at.types.get(date) ?? found.type };
  const old = paste.text(row, column);
  if (old === text) {
    plan.n_same += 1;
    return;
  }
  const plainly = write(row, column, text, desk);
  const losesPosition = !plainly.ok && plainly.refusal.key === 'otherCity';
  const written = losesPosition ? write(row, column, text, desk, 'other') : plainly;
  if (!written.ok) plan.problems.push({ line, date, column, text, refusal: written.refusal });
  else if (written.edits.length === 0) plan.n_same += 1;
  else {
    plan.changes.push({ date, column, old, text, edits: written.edits, losesPosition });
    const type = column === 'type' && desk.choices.type.get(text.toLocaleLowerCase());
    if (type) at.types.set(date, type);
  }
}

function dateIn(text: string, line: number, paste: PasteDesk, plan: PastePlan): string | undefined {
  const read = readDate(text, paste.dates);
  if (read.ok && paste.dates.includes(read.date)) return read.date;
  const key = read.ok ? 'noSuchDay' : read.why;
  plan.problems.push({ line, text, refusal: { key }, ...(read.ok ? { date: read.date } : {}) });
  return undefined;
}

/** The columns that a row of headings names; undefined where it is no such row. */
function headingsOf(
  row: readonly string[],
  headings: ReadonlyMap<string, Column>,
): (Column | undefined)[] | undefined {
  const named = row.map((text) => headings.get(text.toLocaleLowerCase().trim()));
  const n = named.filter(Boolean).length;
  return n >= 2 || (n === 1 && row.length === 1) ? named : undefined;
}

function columnsFrom(from: Spot, table: Table, n: number): (Column | undefined)[] {
  const first = table.columns.indexOf(from.column);
  return Array.from({ length: n }, (_, at) => table.columns[first + at]);
}

/** The edits of a plan, those of one record's fields in one, and a new house that is named twice only once. */
export function editsOf(plan: PastePlan): Edit[] {
  const edits: Edit[] = [];
  const houses = new Map<string, string>();
  const doubles = new Map<string, string>();
  for (const edit of plan.changes.flatMap((change) => change.edits)) {
    if (edit.do === 'create' && edit.kind === 'venue') {
      const name = String((edit.fields as { name?: string }).name).toLocaleLowerCase();
      const first = houses.get(name);
      if (first) {
        doubles.set(edit.id, first);
        continue;
      }
      houses.set(name, edit.id);
    }
    join(edits, inHouse(edit, doubles));
  }
  return edits;
}

function join(edits: Edit[], edit: Edit): void {
  const at = edits.findIndex((other) => other.do === 'set' && edit.do === 'set' && other.id === edit.id);
  const found = edits[at];
  if (found?.do !== 'set' || edit.do !== 'set') edits.push(edit);
  else edits[at] = { ...found, fields: { ...found.fields, ...edit.fields } };
}

/** The edit with the house that is made, where it names its double. */
function inHouse(edit: Edit, doubles: ReadonlyMap<string, string>): Edit {
  if (edit.do !== 'create' && edit.do !== 'set') return edit;
  const fields = edit.fields as Record<string, unknown>;
  const [from, to] =
    edit.do === 'set' ? ((fields.venue as unknown[] | undefined) ?? []) : [null, fields.venue];
  const house = typeof to === 'string' ? doubles.get(to) : undefined;
  if (!house) return edit;
  return {
    ...edit,
    fields: { ...fields, venue: edit.do === 'set' ? [from, house] : house },
  } as unknown as Edit;
}
