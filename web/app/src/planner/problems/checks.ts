// What the server finds on the road: load-ins that are missed, drivers' hours, borders. Fetched anew whenever the
// tour changes, and kept on the device for when there is no server.

import { computed, effect, signal } from '@preact/signals';
import { answered, api } from '../../api/client';
import type { Checks } from '../../api/types';
import { openTour, pieces } from '../../data/book';
import { database } from '../../data/db';
import { line } from '../../data/sync';

const factOf = (tour: string) => `checks:${tour}`;

const kept = signal<{ tour: string; checks: Checks | undefined } | undefined>(undefined);

/** The checks of the open tour, as far as this device knows them. */
export const checks = computed(() => (kept.value?.tour === openTour.value ? kept.value?.checks : undefined));

let fetching = false;
/** What was on the device when they were last asked for: they are about nothing else. */
let fetchedFor: unknown;

/** Reads what the device has, and fetches what is newer for as long as the desk is open. */
export function startChecks(): () => void {
  return effect(() => {
    const tour = openTour.value;
    if (!tour) return;
    if (kept.value?.tour !== tour) void restore(tour);
    else if (line.value === 'online' && fetchedFor !== pieces.value) void fetchNow(tour);
  });
}

async function restore(tour: string): Promise<void> {
  const known = (await (await database()).get('facts', factOf(tour))) as Checks | undefined;
  if (openTour.value === tour) kept.value = { tour, checks: known };
}

async function fetchNow(tour: string): Promise<void> {
  if (fetching) return;
  fetching = true;
  const now = pieces.value;
  try {
    const found = await answered(api.GET('/v1/tours/{tour}/checks', { params: { path: { tour } } }));
    await (await database()).put('facts', found, factOf(tour));
    fetchedFor = now;
    if (openTour.value === tour) kept.value = { tour, checks: found };
  } catch (error) {
    // The list says what this device can see by itself; the next change of the tour tries again.
    fetchedFor = now;
    console.warn('the checks could not be fetched', error);
  } finally {
    fetching = false;
  }
}
