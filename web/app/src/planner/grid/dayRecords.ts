// The records of the days themselves. A sheet says only the city of a day; to change a city, the whole place has
// to be known as it stands, and the map needs its position. They are kept on the device like everything else.

import { computed, effect, signal } from '@preact/signals';
import { answered, api } from '../../api/client';
import type { Place } from '../../api/types';
import { openTour, tourPiece } from '../../data/book';
import { database } from '../../data/db';
import { entries } from '../../data/outbox';
import { line } from '../../data/sync';

export interface DayRecord {
  id: string;
  ver: number;
  place: Place | null;
  leg: string | null;
  zone: string | null;
}

const PAGE = 200;
const factOf = (tour: string) => `days:${tour}`;

const kept = signal<{ tour: string; days: readonly DayRecord[] } | undefined>(undefined);

/** Days by their id, with this device's own edits on top. */
export const dayRecords = computed(() => {
  const days = new Map<string, DayRecord>();
  if (kept.value?.tour !== openTour.value) return days;
  for (const day of kept.value?.days ?? []) days.set(day.id, day);
  for (const entry of entries.value) {
    if (entry.tour !== openTour.value || (entry.state !== 'waiting' && entry.state !== 'sent')) continue;
    for (const edit of entry.group.edits) {
      const day = edit.do === 'set' && edit.kind === 'day' ? days.get(edit.id) : undefined;
      if (edit.do !== 'set' || !day) continue;
      const next = { ...day };
      for (const field of ['place', 'leg', 'zone'] as const) {
        const pair = edit.fields[field] as [unknown, unknown] | undefined;
        if (pair) Object.assign(next, { [field]: pair[1] });
      }
      days.set(day.id, next);
    }
  }
  return days;
});

/** Whether the kept records are older than the grid that the server sent. */
const behind = computed(() => {
  const grid = tourPiece.value?.grid.days;
  if (!grid || grid.length === 0) return false;
  if (!kept.value || kept.value.tour !== openTour.value) return true;
  const vers = new Map(kept.value.days.map((day) => [day.id, day.ver]));
  return grid.some((day) => (vers.get(day.day_id) ?? -1) < day.day_ver);
});

let fetching = false;
/** The grid that the kept records were fetched for: one that stays behind is not asked for twice. */
let fetchedFor: unknown;

/** Reads what the device has, and fetches what is newer for as long as the desk is open. */
export function startDayRecords(): () => void {
  return effect(() => {
    const tour = openTour.value;
    if (!tour) return;
    if (kept.value?.tour !== tour) void restore(tour);
    else if (behind.value && line.value === 'online' && fetchedFor !== tourPiece.value) void fetchAll(tour);
  });
}

async function restore(tour: string): Promise<void> {
  const days = (await (await database()).get('facts', factOf(tour))) as DayRecord[] | undefined;
  if (openTour.value === tour) kept.value = { tour, days: days ?? [] };
}

async function fetchAll(tour: string): Promise<void> {
  if (fetching) return;
  fetching = true;
  const grid = tourPiece.value;
  try {
    const days: DayRecord[] = [];
    let after: string | undefined;
    do {
      const params = { path: { tour, kind: 'day' }, query: { limit: PAGE, ...(after ? { after } : {}) } };
      const page = await answered(api.GET('/v1/tours/{tour}/{kind}', { params }));
      for (const record of page.items) if (!record.deleted) days.push(dayOf(record));
      after = page.next ?? undefined;
    } while (after);
    await (await database()).put('facts', days, factOf(tour));
    fetchedFor = grid;
    if (openTour.value === tour) kept.value = { tour, days };
  } catch (error) {
    // Without them the city cannot be changed and the map leans on the venues; the next round tries again.
    console.warn('the days could not be fetched', error);
  } finally {
    fetching = false;
  }
}

function dayOf(record: { id: string; ver: number; fields: unknown }): DayRecord {
  const fields = record.fields as { place?: Place; leg?: string; zone?: string };
  return {
    id: record.id,
    ver: record.ver,
    place: fields.place ?? null,
    leg: fields.leg ?? null,
    zone: fields.zone ?? null,
  };
}
