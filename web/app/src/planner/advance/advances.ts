// The advance board and the sheets of the open tour, each with this device's own edits on top.

import { computed, signal } from '@preact/signals';
import type { AdvanceBoard, AdvancePiece, BoardItem } from '../../api/types';
import { openTour, ownEntries, pieces } from '../../data/book';
import { may, scopeOf, tourOf } from '../../data/session';
import { sheets } from '../grid/tour';
import { showsOf, withOwn } from './board';
import { overlaySheet, type SeenSheet } from './overlay';

/** The audience that sheets are for. */
const AUDIENCE = 'management';

/** The server sends a board once there is a sheet; before that the shows are read off the days. */
const items = computed<BoardItem[] | undefined>(() => {
  const board = pieces.value.get('advances')?.body as AdvanceBoard | undefined;
  if (board) return board.items;
  return advanceScope(openTour.value ?? '') ? showsOf(sheets.value) : undefined;
});

const own = computed(() =>
  ownEntries.value.filter((entry) =>
    entry.group.edits.some(
      (edit) => edit.do === 'settle' || ['advance', 'advance_field', 'handout'].includes(edit.kind),
    ),
  ),
);

/** The sheet that somebody opened last: of a date with two shows, this one is shown. */
export const openSheet = signal('');

/** The sheets of a date, in the order of its shows. */
export function sheetsOf(date: string): SeenSheet[] {
  const piece = pieces.value.get(`advance/${date}`)?.body as AdvancePiece | undefined;
  return (piece?.sheets ?? []).map((sheet) => overlaySheet(sheet, own.value));
}

/** Every show with how far its sheet is; undefined for those whom it is not for. */
export const boardItems = computed<BoardItem[] | undefined>(() => {
  if (!items.value || own.value.length === 0) return items.value;
  return items.value.map((item) =>
    withOwn(
      item,
      sheetsOf(item.date).find((sheet) => sheet.advance === item.advance),
    ),
  );
});

/** Whether somebody may answer and decide. */
export const mayAdvance = computed(() => may(tourOf(openTour.value ?? ''), 'edit', AUDIENCE));

/** The scope that new answers are written into. */
export function advanceScope(tour: string): string | undefined {
  return scopeOf(tourOf(tour), AUDIENCE);
}
