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
/** A time on its way: shown everywhere, saved when it has come to rest. */
export const draft = signal<{ row: string; when: When } | undefined>(undefined);

export type Opened =
  { dialog: 'details' | 'history'; row: string } | { dialog: 'shift'; row?: string } | { dialog: 'template' };
export const opened = signal<Opened | undefined>(undefined);

/** Goes to a cell, with the focus. */
export function goTo(to: Spot): void {
  spot.value = to;
  focusAsked.value += 1;
}

/** Another day: nothing of the last one is carried over. */
export function leaveDay(): void {
  spot.value = undefined;
  editing.value = undefined;
  newRow.value = undefined;
  draft.value = undefined;
  opened.value = undefined;
}
