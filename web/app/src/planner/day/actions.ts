// What can be done to a day. Each is one step to be taken back, saved on this device before anything else happens.

import { sheetOn } from '../../data/book';
import { create, remove } from '../../data/edits';
import { newId } from '../../data/ids';
import { scopeOf, tourOf } from '../../data/session';
import { redo, undo } from '../../data/undo';
import type { Edit, ScheduleRow } from '../../api/types';
import { prefs } from '../../data/prefs';
import { words } from '../../i18n';
import type { When } from '../../time/clock';
import { spanText } from '../../time/format';
import { saveStep } from '../../ui/saveStep';
import { say } from '../../ui/Toast';
import { planWords } from '../words';
import { fieldsOf, sameWhen, typed, whenEdit, withEdits, type Column, type Typed } from './schedule/cells';
import { draft, NEW_ROW, newRow, spot } from './state';

/** A time in the reader's words. */
export function timeText(when: When | null | undefined): string {
  return spanText(when, prefs.value.cycle, words.value.time);
}

/** The row of a date with this device's edits. */
export function rowOn(date: string, id: string): ScheduleRow | undefined {
  if (id === NEW_ROW) return newRow.value;
  return sheetOn(date)?.sheet.schedule.find((row) => row.id === id);
}

/** Takes what was typed into a cell. What cannot be taken is answered, and changes nothing. */
export function take(tour: string, date: string, row: ScheduleRow, column: Column, text: string): Typed {
  const answer = typed(row, column, text);
  if (!answer.ok || answer.edits.length === 0) return answer;
  if (row.id === NEW_ROW) takeNew(tour, date, withEdits(row, answer.edits));
  else void saveStep(tour, answer.edits, labelOf(row, column, answer.edits));
  return answer;
}

function labelOf(row: ScheduleRow, column: Column, edits: readonly Edit[]): string {
  const { did, field } = planWords.value.day;
  if (column !== 'when') return did.changed(row.title, field[column] ?? column);
  const when = withEdits(row, edits).when as When | null;
  return when ? did.time(row.title, timeText(when)) : did.noTime(row.title);
}

/** A row becomes a record when it has a title. It stays in sight until the day shows the record. */
function takeNew(tour: string, date: string, row: ScheduleRow): void {
  const day = sheetOn(date)?.sheet.header.day;
  const scope = scopeOf(tourOf(tour));
  if (row.title === '' || !day || !scope) {
    newRow.value = row;
    return;
  }
  const id = newId();
  newRow.value = { ...row, id };
  if (spot.value?.row === NEW_ROW) spot.value = { ...spot.value, row: id };
  const edit = create('schedule_item', scope, fieldsOf(row, day), id);
  void saveStep(tour, [edit], planWords.value.day.did.added(row.title)).then((done) => {
    newRow.value = done ? undefined : row;
  });
}

/** Gives a row another time than the one that was shown. */
export async function moveRow(tour: string, row: ScheduleRow, from: When, to: When): Promise<void> {
  if (sameWhen(from, to)) return;
  await saveStep(tour, [whenEdit(row.id, from, to)], planWords.value.day.did.time(row.title, timeText(to)));
}

let settling: object | undefined;

/** Saves the time that is on its way. It stays in sight until the day shows it. */
export async function settleDraft(tour: string, date: string): Promise<void> {
  const moved = draft.peek();
  const row = moved && rowOn(date, moved.row);
  if (!moved || moved === settling) return;
  settling = moved;
  if (row) await moveRow(tour, row, moved.from, moved.when);
  if (draft.peek() === moved) draft.value = undefined;
}

/** Deletes a row, and says how to get it back. */
export async function deleteRow(tour: string, row: ScheduleRow): Promise<void> {
  if (row.id === NEW_ROW) {
    newRow.value = undefined;
    return;
  }
  const { day } = planWords.value;
  const done = await saveStep(tour, [remove('schedule_item', row.id, row.ver)], day.did.deleted(row.title));
  if (done) say(day.did.deleted(row.title), { label: words.value.app.undo, run: () => void undoStep() });
}

export async function undoStep(): Promise<void> {
  const { undone, nothingToUndo } = planWords.value.day;
  const label = await undo();
  say(label === undefined ? nothingToUndo : undone(label));
}

export async function redoStep(): Promise<void> {
  const { redone, nothingToRedo } = planWords.value.day;
  const label = await redo();
  say(label === undefined ? nothingToRedo : redone(label));
}
