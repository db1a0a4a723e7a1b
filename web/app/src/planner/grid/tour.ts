// The open tour as the desk reads it: every sheet with this device's own edits, and what follows from all of them.

import { computed } from '@preact/signals';
import { dates, openTour, sheetOn, tourPiece } from '../../data/book';
import { entries } from '../../data/outbox';
import { minuteNow } from '../../time/now';
import { dayRecords } from './dayRecords';
import { drivesInto } from './drives';

export const ownEntries = computed(() => entries.value.filter((entry) => entry.tour === openTour.value));

/** The date on this device's own calendar. */
export const today = computed(() => dateOf(new Date(minuteNow.value)));

/** The date of a moment on this device's own calendar. */
export function dateOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

const two = (n: number) => String(n).padStart(2, '0');

export const sheets = computed(() => dates.value.flatMap((date) => sheetOn(date)?.sheet ?? []));
export const drives = computed(() => drivesInto(sheets.value));
export const gridDays = computed(() => new Map(tourPiece.value?.grid.days.map((day) => [day.date, day])));

/** Venues of the tour by id, with those that this device has just made. */
export const venueNames = computed(() => {
  const names = new Map(tourPiece.value?.venues.map((venue) => [venue.id, venue.name]));
  for (const { group, state } of ownEntries.value) {
    if (state === 'refused' || state === 'held') continue;
    for (const edit of group.edits) {
      if (edit.do !== 'create' || edit.kind !== 'venue') continue;
      names.set(edit.id, (edit.fields as { name?: string }).name ?? '');
    }
  }
  return names;
});

/** The position of a date: that of the day, or else of where the party plays or sleeps. */
export const positions = computed(() => {
  const found = new Map<string, { lat: number; lon: number }>();
  for (const sheet of sheets.value) {
    const places = [
      dayRecords.value.get(sheet.header.day)?.place,
      ...sheet.venues.map((venue) => venue.place),
      ...sheet.hotels.map((hotel) => hotel.place),
    ];
    for (const place of places) {
      if (place?.lat == null || place.lon == null) continue;
      found.set(sheet.header.date, { lat: place.lat, lon: place.lon });
      break;
    }
  }
  return found;
});

/** Today, or the next date that the tour has, or its last. */
export const nearestDay = computed(() => {
  const all = dates.value;
  return all.find((date) => date >= today.value) ?? all.at(-1) ?? today.value;
});
