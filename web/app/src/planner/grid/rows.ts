// The rows of the grid as signals. A change of one date draws one row anew: a row that says the same as before is
// the same object as before.

import { computed, type ReadonlySignal } from '@preact/signals';
import { openTour, sheetOn } from '../../data/book';
import { troublesOn } from '../problems/found';
import { rowOf, type Row } from './cells';
import { fresh } from './fresh';
import { newOn } from './looked';
import { ownMarks } from './marks';
import { drives, gridDays, ownEntries, venueNames } from './tour';

const marks = computed(() => ownMarks(ownEntries.value));

let followed = { tour: '', rows: new Map<string, ReadonlySignal<Row | undefined>>() };

/** The row of a date, kept up to date for as long as somebody looks. */
export function rowOn(date: string): ReadonlySignal<Row | undefined> {
  const tour = openTour.peek() ?? '';
  if (followed.tour !== tour) followed = { tour, rows: new Map() };
  const known = followed.rows.get(date);
  if (known) return known;
  const made = follow(date);
  followed.rows.set(date, made);
  return made;
}

function follow(date: string): ReadonlySignal<Row | undefined> {
  let kept: { text: string; row: Row } | undefined;
  return computed(() => {
    const row = read(date);
    if (!row) return undefined;
    const text = JSON.stringify(row);
    if (kept?.text !== text) kept = { text, row };
    return kept.row;
  });
}

function read(date: string): Row | undefined {
  const seen = sheetOn(date);
  if (!seen) return undefined;
  const grid = gridDays.value.get(date);
  const drive = drives.value.get(date);
  return rowOf({
    date,
    sheet: seen.sheet,
    zoneChange: grid?.zone_change_minutes ?? 0,
    own: marks.value,
    unseen: newOn(date),
    fresh: fresh.value,
    troubles: troublesOn(date),
    venueName: (id) => venueNames.value.get(id),
    ...(grid?.capacity == null ? {} : { capacity: grid.capacity }),
    ...(grid?.drive ? { estimate: grid.drive } : {}),
    ...(drive ? { drive } : {}),
  });
}
