// Moving and stretching a time, by keys in exact steps and by the pointer along the clock's own five minutes.

import type { ScheduleRow } from '../../../api/types';
import { CLOCK_MINUTES_MAX, clockOf, minutesOf, shifted, type When } from '../../../time/clock';
import { inOrderOfTime } from '../schedule/order';

export const STEP_MINUTES = 5;
export const STEP_LARGE_MINUTES = 15;

/** The same time, later or earlier. One choice between repeated clocks does not outlive a move. */
export function moveBy(when: When, minutes: number): When | undefined {
  return minutes === 0 ? when : shifted(when, minutes);
}

/** The same start with an end later or earlier; an end at the start is none. */
export function stretchBy(when: When, minutes: number): When | undefined {
  const start = minutesOf(when.start);
  if (start === undefined) return undefined;
  const end = (minutesOf(when.end) ?? start) + minutes;
  if (end > CLOCK_MINUTES_MAX) return undefined;
  const { end: _end, ...rest } = when;
  if (end <= start) return rest;
  return { ...rest, end: clockOf(end) };
}

/** To where the pointer has carried the start, on the nearest five minutes. */
export function dragTo(when: When, minutes: number): When | undefined {
  const start = minutesOf(when.start);
  if (start === undefined) return undefined;
  return moveBy(when, snapped(start + minutes) - start);
}

/** To where the pointer has carried the end. */
export function dragEnd(when: When, minutes: number): When | undefined {
  const start = minutesOf(when.start);
  if (start === undefined) return undefined;
  const end = minutesOf(when.end) ?? start;
  return stretchBy(when, Math.max(snapped(end + minutes), start) - end);
}

function snapped(minutes: number): number {
  return Math.round(minutes / STEP_MINUTES) * STEP_MINUTES;
}

/** What a key does to the time of the focused item; undefined for keys that do nothing, or that cannot. */
export function moveByKey(
  when: When,
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey'>,
): When | undefined {
  const later = event.key === 'ArrowDown' || event.key === 'ArrowRight';
  if (!later && event.key !== 'ArrowUp' && event.key !== 'ArrowLeft') return undefined;
  const minutes = (event.shiftKey ? STEP_LARGE_MINUTES : STEP_MINUTES) * (later ? 1 : -1);
  return event.altKey ? stretchBy(when, minutes) : moveBy(when, minutes);
}

/** The curfew that a row has to keep: of its own event, the first at or after its start, or else the last. */
export function curfewOf(
  rows: readonly ScheduleRow[],
  row: ScheduleRow,
  when: When,
): ScheduleRow | undefined {
  const start = minutesOf(when.start);
  if (start === undefined || String(row.item_type) === 'curfew') return undefined;
  const curfews = inOrderOfTime(
    rows.filter(
      (one) =>
        String(one.item_type) === 'curfew' &&
        minutesOf(one.when?.start) !== undefined &&
        (!one.event || !row.event || one.event === row.event),
    ),
  );
  return curfews.find((one) => (minutesOf(one.when?.start) ?? 0) >= start) ?? curfews.at(-1);
}

/** How long a set or a support would play past its curfew; 0 where it keeps it. */
export function minutesPastCurfew(rows: readonly ScheduleRow[], row: ScheduleRow, when: When): number {
  if (!['set', 'support'].includes(String(row.item_type))) return 0;
  const limit = minutesOf(curfewOf(rows, row, when)?.when?.start);
  const end = minutesOf(when.end ?? when.start);
  return limit === undefined || end === undefined ? 0 : Math.max(end - limit, 0);
}
