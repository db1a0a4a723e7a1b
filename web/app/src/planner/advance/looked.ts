// Up to where somebody has looked at each sheet on this device: the number of the newest answer that was before them.
// It stands with the book in the database, so that a log-out takes it along.

import { effect, signal } from '@preact/signals';
import { openTour } from '../../data/book';
import { ADVANCE_LOOKED, database } from '../../data/db';
import { wiped } from '../../data/session';

/** By the sheet's id. */
export const looked = signal<Readonly<Record<string, number>>>({});
/** Whether the device has been asked; before that nothing is called new. */
export const lookedKnown = signal(false);

effect(() => {
  void wiped.value;
  const tour = openTour.value;
  looked.value = {};
  lookedKnown.value = false;
  if (tour) void read(tour);
});

async function read(tour: string): Promise<void> {
  const kept = (await (await database()).get('facts', ADVANCE_LOOKED + tour)) as
    Record<string, number> | undefined;
  if (openTour.peek() !== tour) return;
  looked.value = { ...kept, ...looked.peek() };
  lookedKnown.value = true;
}

/** Somebody has a sheet before them whose newest answer has this number. */
export async function lookAtSheet(tour: string, advance: string, newest: number): Promise<void> {
  if (!lookedKnown.peek() || (looked.peek()[advance] ?? 0) >= newest) return;
  looked.value = { ...looked.peek(), [advance]: newest };
  await (await database()).put('facts', looked.peek(), ADVANCE_LOOKED + tour);
}

/** Up to where a sheet was looked at; everything, as long as this is not known. */
export function lookedUpTo(advance: string | null | undefined): number {
  if (!lookedKnown.value) return Number.MAX_SAFE_INTEGER;
  return looked.value[advance ?? ''] ?? 0;
}
