// Which changes somebody has had before their eyes at this desk. It takes the marks off the cells and nothing more:
// to tell the others that one has seen something is said on purpose, with a button.

import { signal } from '@preact/signals';
import type { ChangeLine } from '../../api/types';
import { openTour } from '../../data/book';
import { highest, unseenOn } from '../../data/changes';

/** For each date the number of the newest change of each audience. */
type Looked = Record<string, Record<string, number>>;

const keyOf = (tour: string) => `buscall-looked:${tour}`;
const kept = signal<{ tour: string; dates: Looked }>({ tour: '', dates: {} });

function datesOf(tour: string): Looked {
  const { tour: of, dates } = kept.value;
  if (of === tour) return dates;
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(tour)) ?? '{}') as Looked;
  } catch {
    return {};
  }
}

/** Changes of a date by others that nobody has looked at at this desk. */
export function newOn(date: string): ChangeLine[] {
  const until = datesOf(openTour.value ?? '')[date] ?? {};
  return unseenOn(date).filter((line) => line.seq > (until[line.scope] ?? 0));
}

/** Somebody has had the date before them. */
export function lookAt(date: string): void {
  const tour = openTour.peek();
  const now = newOn(date);
  if (!tour || now.length === 0) return;
  const dates = { ...datesOf(tour) };
  dates[date] = { ...dates[date], ...highest(now) };
  kept.value = { tour, dates };
  try {
    sessionStorage.setItem(keyOf(tour), JSON.stringify(dates));
  } catch {
    // A full or closed storage costs only the marks.
  }
}
