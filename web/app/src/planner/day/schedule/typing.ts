// Typing into the schedule's table: beginning, committing, giving up, and where the keys go from there.

import type { ScheduleRow } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { planWords } from '../../words';
import { deleteRow, take } from '../actions';
import { editing, focusAsked, goTo, NEW_ROW, newRow, spot, type Spot } from '../state';
import { COLUMNS, editText, emptyRow, isFlag, ITEM_TYPES, type Column } from './cells';
import { next, step } from './steps';

/** A table that is being typed into. */
export interface Typist {
  tour: string;
  date: string;
  rows: readonly ScheduleRow[];
}

export type Then = 'stay' | 'down' | 'next' | 'previous';

/** Begins to write a cell: with what stands in it, or with the letter that was typed. */
export function begin(row: ScheduleRow, column: Column, letter?: string): void {
  // A text that could not be taken yet is never thrown away by beginning another.
  if (editing.value?.problem) {
    goTo({ row: editing.value.row, column: editing.value.column });
    return;
  }
  spot.value = { row: row.id, column };
  const text = letter === undefined ? editText(row, column, prefs.value.cycle) : begunWith(column, letter);
  editing.value = { row: row.id, column, text, before: row };
}

/** A letter chooses the first type that begins with it; elsewhere it is the text so far. */
function begunWith(column: Column, letter: string): string {
  if (column !== 'item_type') return letter;
  const { itemType } = planWords.value.day;
  return ITEM_TYPES.find((type) => itemType[type].toLowerCase().startsWith(letter.toLowerCase())) ?? '';
}

/** Takes the text of the open cell; where it cannot be taken, the cell stays open and says why. */
export function commit({ tour, date, rows }: Typist, then: Then): void {
  const open = editing.value;
  if (!open) return;
  const answer = take(tour, date, open.before, open.column, open.text);
  if (!answer.ok) {
    editing.value = { ...open, problem: answer };
    return;
  }
  editing.value = undefined;
  const made = newRow.value;
  // A new row is nothing without a title, so that is what comes after its time.
  if (then === 'down' && made?.id === NEW_ROW && open.row === NEW_ROW) begin(made, 'title');
  else if (then !== 'stay') leave(rows, open, then);
}

function leave(rows: readonly ScheduleRow[], from: Spot, then: Then): void {
  const at = { row: rows.findIndex((row) => row.id === from.row), column: COLUMNS.indexOf(from.column) };
  const size = { rows: rows.length, columns: COLUMNS.length };
  const to =
    then === 'down'
      ? { ...at, row: Math.min(at.row + 1, size.rows - 1) }
      : next(at, then === 'previous', size);
  const row = to && to.row !== at.row ? rows[to.row]?.id : spot.value?.row;
  const column = COLUMNS[to?.column ?? at.column];
  if (row && column) goTo({ row, column });
}

/** Gives up the text; a row that says nothing goes with it. */
export function giveUp(): void {
  const open = editing.value;
  editing.value = undefined;
  const draft = newRow.value;
  if (open?.row === NEW_ROW && draft && draft.title === '' && !draft.when) newRow.value = undefined;
  focusAsked.value += 1;
}

/** A new row below the others, with its time open for writing. */
export function addRow(): void {
  if (editing.value?.problem) return;
  newRow.value ??= emptyRow(NEW_ROW);
  goTo({ row: newRow.value.id, column: 'when' });
  begin(newRow.value, 'when');
}

export function toggle({ tour, date }: Typist, row: ScheduleRow, column: Column): void {
  if (isFlag(column)) take(tour, date, row, column, String(!row[column]));
}

/** What a key does in a cell that nobody writes in. Answers whether it did anything. */
export function press(typist: Typist, event: KeyboardEvent, writable: boolean): boolean {
  const { rows } = typist;
  const at = rows.findIndex((row) => row.id === spot.value?.row);
  const row = rows[at];
  const column = spot.value?.column;
  if (!row || !column) return false;
  const size = { rows: rows.length, columns: COLUMNS.length };
  const to = step({ row: at, column: COLUMNS.indexOf(column) }, event, size);
  const [toRow, toColumn] = [to && rows[to.row], to && COLUMNS[to.column]];
  if (toRow && toColumn) {
    goTo({ row: toRow.id, column: toColumn });
    return true;
  }
  return writable && write(typist, event, row, column);
}

function write(typist: Typist, event: KeyboardEvent, row: ScheduleRow, column: Column): boolean {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && command) addRow();
  else if ((event.key === 'Delete' || event.key === 'Backspace') && command) remove(typist, row, column);
  else if (command || event.altKey) return false;
  else if (isFlag(column)) {
    if (event.key !== 'Enter' && event.key !== ' ') return false;
    toggle(typist, row, column);
  } else if (event.key === 'Enter' || event.key === 'F2') begin(row, column);
  else if (event.key === 'Delete' || event.key === 'Backspace') {
    if (column !== 'title') take(typist.tour, typist.date, row, column, '');
  } else if (event.key.length === 1 && event.key !== ' ') begin(row, column, event.key);
  else return false;
  return true;
}

/** Deletes a row and goes to the one that takes its place. */
export function remove({ tour, rows }: Typist, row: ScheduleRow, column: Column = 'when'): void {
  const at = rows.indexOf(row);
  const neighbour = rows[at + 1] ?? rows[at - 1];
  if (neighbour) goTo({ row: neighbour.id, column });
  void deleteRow(tour, row);
}
