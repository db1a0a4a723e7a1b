// What somebody is doing in the day editor: the cell they are in, the text they type, the time they are moving.

import { signal } from '@preact/signals';
import type { ScheduleRow } from '../../api/types';
import type { When } from '../../time/clock';
import type { Column, Typed } from './schedule/cells';

/** The row that is not a record yet, because it has no title. */
export const NEW_ROW = 'new';

export interface Spot {
  row: string;
  column: Column;
}

export interface Editing extends Spot {
  text: string;
  /** The row as it was shown when the writing began: an edit says from which value, and it is that one. */
  before: ScheduleRow;
  /** Why the text could not be taken; it stays until it can, or until Escape. */
  problem?: Extract<Typed, { ok: false }>;
}

/** The cell that the keys act on. */
export const spot = signal<Spot | undefined>(undefined);
/** Counts how often the focus was asked to go to that cell. */
export const focusAsked = signal(0);
export const editing = signal<Editing | undefined>(undefined);
/** A row that is being written and has no title yet. */
export const newRow = signal<ScheduleRow | undefined>(undefined);

export interface Draft {
  row: string;
  when: When;
  /** The time that was shown when it was taken hold of. */
  from: When;
}

/** A time on its way: shown everywhere, saved when it has come to rest. */
export const draft = signal<Draft | undefined>(undefined);

/** Moves the time that is on its way on, or takes hold of one. */
export function carry(row: string, shown: When, to: When): void {
  const before = draft.peek();
  draft.value = { row, when: to, from: before?.row === row ? before.from : shown };
}

export type Opened =
  | { dialog: 'details' | 'history'; row: string }
  | { dialog: 'shift'; row?: string }
  | { dialog: 'template' | 'publish' };
export const opened = signal<Opened | undefined>(undefined);

/** Goes to a cell, with the focus. */
export function goTo(to: Spot): void {
  spot.value = to;
  focusAsked.value += 1;
}

/** Another day: nothing of the last one is carried over, but for a time that is just being saved. */
export function leaveDay(): void {
  spot.value = undefined;
  editing.value = undefined;
  newRow.value = undefined;
  opened.value = undefined;
}
