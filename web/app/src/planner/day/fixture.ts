// Days for tests: only what the functions of this folder read.

import type { DaySheet, ScheduleRow } from '../../api/types';
import type { When } from '../../time/clock';

export function aRow(title: string, times: string | null, more: Record<string, unknown> = {}): ScheduleRow {
  return {
    id: title,
    ver: 1,
    title,
    when: times === null ? null : aWhen(times),
    text: '',
    clock_reports: [],
    confirmed: false,
    departments: [],
    disputed: [],
    hard: false,
    key: false,
    ...more,
  } as ScheduleRow;
}

/** `19:30-20:15` → an exact time. */
export function aWhen(times: string): When {
  const [start = '', end] = times.split('-');
  return end ? { precision: 'exact', start, end } : { precision: 'exact', start };
}

export function aSheet(rows: ScheduleRow[], date = '2026-11-29', zone = 'Europe/Berlin'): DaySheet {
  const header = { date, day: 'day', zone: { name: zone } };
  return { header, schedule: rows, disputes: [] } as unknown as DaySheet;
}
