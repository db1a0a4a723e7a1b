// Taking back what was done on this page, one group at a time. Taking back is an edit like any other: it says from
// which value, so it never overwrites what somebody else did meanwhile.

import { effect, signal } from '@preact/signals';
import type { AdvancePiece, Edit } from '../api/types';
import { dates, openTour, pieces, sheetOn, tourPiece } from './book';
import { inverse } from './edits';
import { entries, letGo, save } from './outbox';
import { wiped } from './session';

/** Steps that can be taken back; older ones are in the history of their fields. */
const STEPS_MAX = 100;

interface Step {
  entry: string;
  tour: string;
  edits: Edit[];
  label: string;
}

export const undoable = signal<Step[]>([]);
export const redoable = signal<Step[]>([]);

// Steps belong to the tour that is open, and go with it.
effect(() => {
  void openTour.value;
  void wiped.value;
  undoable.value = [];
  redoable.value = [];
});

/** Saves edits so that they can be taken back. */
export async function act(tour: string, edits: Edit[], label: string, reason?: string): Promise<void> {
  const entry = await save(tour, edits, label, reason);
  undoable.value = [...undoable.value, { entry: entry.id, tour, edits, label }].slice(-STEPS_MAX);
  redoable.value = [];
}

/** Takes the newest step back; answers what it was. */
export async function undo(): Promise<string | undefined> {
  const step = undoable.value.at(-1);
  if (!step) return undefined;
  undoable.value = undoable.value.slice(0, -1);
  const entry = entries.value.find((one) => one.id === step.entry);
  // What the server refused or holds has had no effect that would have to be taken back.
  if (entry && (entry.state === 'refused' || entry.state === 'held')) await letGo(entry.id);
  else await save(step.tour, inverse(step.edits, versionOf), step.label);
  redoable.value = [...redoable.value, step];
  return step.label;
}

/** Does again what was taken back. */
export async function redo(): Promise<string | undefined> {
  const step = redoable.value.at(-1);
  if (!step) return undefined;
  redoable.value = redoable.value.slice(0, -1);
  const back = inverse(inverse(step.edits, versionOf), versionOf);
  const entry = await save(step.tour, back, step.label);
  undoable.value = [...undoable.value, { ...step, entry: entry.id }];
  return step.label;
}

/** How often a record was changed, as far as this device knows. */
export function versionOf(id: string): number {
  for (const date of dates.value) {
    const sheet = sheetOn(date)?.sheet;
    if (!sheet) continue;
    if (sheet.header.day === id) return sheet.header.day_ver;
    const { schedule, notes, tasks, contacts, hotels, travel, events, venues, files } = sheet;
    for (const block of [
      ...schedule,
      ...notes,
      ...tasks,
      ...contacts,
      ...hotels,
      ...travel,
      ...events,
      ...venues,
      ...files,
    ]) {
      if (block.id === id) return block.ver;
    }
  }
  for (const [key, piece] of pieces.value) {
    if (!key.startsWith('advance/')) continue;
    for (const sheet of (piece.body as AdvancePiece).sheets) {
      const field = sheet.parts.flatMap((part) => part.fields).find((one) => one.id === id);
      if (field) return field.ver;
    }
  }
  const found = tourPiece.value?.people.people.find((one) => one.id === id);
  return found?.ver ?? (pieces.value.size > 0 ? 1 : 0);
}
