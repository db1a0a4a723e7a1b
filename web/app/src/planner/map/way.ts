// The open tour's way as the map draws it.

import { computed, signal } from '@preact/signals';
import { drives, gridDays, positions, sheets, today } from '../grid/tour';
import { troublesOn } from '../problems/found';
import type { borderLines, landLines } from './land';
import { itinerary, type Stop } from './stops';

export const way = computed(() =>
  itinerary(
    sheets.value.map(({ header }) => {
      const position = positions.value.get(header.date);
      const drive = drives.value.get(header.date);
      const estimate = gridDays.value.get(header.date)?.drive;
      return {
        date: header.date,
        city: header.city ?? '',
        country: header.country ?? '',
        type: header.day_type ?? '',
        problem: troublesOn(header.date).get('drive')?.weight === 'stop',
        ...(position ? { position } : {}),
        ...(drive ? { drive } : {}),
        ...(estimate ? { estimate } : {}),
      };
    }),
    today.value,
  ),
);

/** The stop that a date belongs to. */
export function stopOn(date: string): Stop | undefined {
  return way.value.stops.find((stop) => stop.dates.includes(date));
}

interface Outlines {
  land: typeof landLines;
  borders: typeof borderLines;
}

/** The outlines of the world; absent until they have been fetched, and where there is no network for the first time. */
export const outlines = signal<Outlines | undefined>(undefined);
export const outlinesMissing = signal(false);

let asked = false;

export async function fetchOutlines(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    const { landLines, borderLines } = await import('./land');
    outlines.value = { land: landLines, borders: borderLines };
    outlinesMissing.value = false;
  } catch {
    asked = false;
    outlinesMissing.value = true;
  }
}
