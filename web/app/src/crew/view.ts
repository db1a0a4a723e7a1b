// What the screens of a phone share: which show day is on, on whose clock times are shown, and which row is open.

import { computed, signal } from '@preact/signals';
import type { DaySheet } from '../api/types';
import { dates, sheetOn } from '../data/book';
import { prefs } from '../data/prefs';
import { minuteNow } from '../time/now';
import { zoneHere } from '../time/zones';
import { clockOn, type Clock } from './faces';
import { dayOn, sheetOver } from './showDay';

/** Whether times are shown on the clock of home. The venue's is what people work by, so it is not kept. */
export const atHome = signal(false);

/** The row whose details are open. */
export const openRow = signal<string | undefined>(undefined);

const on = computed(() => {
  const days = dates.value.map((date) => ({
    date,
    zone: sheetOn(date)?.sheet.header.zone?.name,
    over: () => over(date),
  }));
  return dayOn(days, minuteNow.value, zoneHere());
});

function over(date: string): number | undefined {
  const seen = sheetOn(date);
  return seen && sheetOver(seen.sheet);
}

/** The date that is "today" on this tour. These two change once a day, whatever the clock does. */
export const today = computed(() => on.value.date);
/** The tour's date nearest to now. */
export const nearest = computed(() => on.value.nearest);

/** The clock on which the times of a sheet are shown. */
export function clockFor(sheet: DaySheet): Clock {
  return clockOn(sheet, atHome.value && twoClocks(sheet), prefs.value.cycle);
}

/** Whether the tour's home has other clocks than the sheet. */
export function twoClocks(sheet: DaySheet): boolean {
  const { home, zone } = sheet.header;
  if (!home || !zone || home.zone.name === zone.name) return false;
  return home.difference_minutes !== 0;
}
