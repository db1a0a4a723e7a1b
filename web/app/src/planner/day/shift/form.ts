// What somebody has entered to shift the rest of a day. It stays while the page is open, whatever becomes of the
// dialog, so that a network that comes back finds it.

import { signal } from '@preact/signals';
import type { components } from '../../../api/schema.gen';
import type { DaySheet, ScheduleRow } from '../../../api/types';
import { sortKey, type When } from '../../../time/clock';
import { minuteNow } from '../../../time/now';

export type ShiftRequest = components['schemas']['ShiftRequest'];
export type ShiftPlan = components['schemas']['ShiftPlan'];

/** From a clock, not from a row. */
export const CLOCK = 'clock';
const MINUTES_MAX = 12 * 60;

export interface ShiftForm {
  /** A row, or `clock`. */
  from: string;
  /** Undefined for a text that is no time. */
  clock: When | null | undefined;
  withAnchor: boolean;
  minutes: string;
  departments: string[];
  /** Empty for all. */
  party: string;
  /** Rows that somebody has taken out. */
  exclude: string[];
  reason: string;
}

const forms = signal<ReadonlyMap<string, ShiftForm>>(new Map());

/** The form of a date: as it was left, or from the row that somebody is in, or else what comes next. */
export function formOn(sheet: DaySheet, row?: string): ShiftForm {
  return forms.value.get(sheet.header.date) ?? begun(sheet, row);
}

export function keepForm(date: string, form: ShiftForm): void {
  forms.value = new Map(forms.value).set(date, form);
}

export function dropForm(date: string): void {
  forms.value = new Map([...forms.value].filter(([one]) => one !== date));
}

function begun(sheet: DaySheet, row: string | undefined): ShiftForm {
  const rows = startsOf(sheet);
  const chosen = rows.find((one) => one.id === row);
  const ahead = rows.find((one) => Date.parse(one.instant ?? '') >= minuteNow.value);
  const from = chosen ?? ahead ?? rows[0];
  return {
    from: from?.id ?? CLOCK,
    clock: null,
    withAnchor: true,
    minutes: '',
    departments: [],
    party: '',
    exclude: [],
    reason: '',
  };
}

/** The rows that a shift can begin at: those with a place in the running order. */
export function startsOf(sheet: DaySheet): ScheduleRow[] {
  const last = sortKey(null);
  return sheet.schedule.filter((row) => sortKey(row.when) < last);
}

/** Minutes of a shift; undefined where it is no number, 0 or too far. */
export function minutesIn(text: string): number | undefined {
  const plain = text.trim().replace('−', '-');
  if (!/^[+-]?\d{1,3}$/.test(plain)) return undefined;
  const minutes = Number(plain);
  return minutes === 0 || Math.abs(minutes) > MINUTES_MAX ? undefined : minutes;
}

/** What to ask the server; undefined while something is missing. */
export function requestOf(form: ShiftForm): ShiftRequest | undefined {
  const minutes = minutesIn(form.minutes);
  if (minutes === undefined) return undefined;
  const clock = form.clock?.start;
  if (form.from === CLOCK && !clock) return undefined;
  const after = form.from === CLOCK ? { clock: clock ?? '' } : { item: form.from };
  return {
    after,
    minutes,
    with_anchor: form.from !== CLOCK && form.withAnchor,
    exclude: form.exclude,
    departments: form.departments,
    ...(form.party ? { party: form.party } : {}),
  };
}
