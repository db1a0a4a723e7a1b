// What a change of the clocks does to a row, as sentences in the reader's language. The server's word on a row counts;
// a row that was changed on this device is looked up in this device's own rules.

import type { DaySheet, ScheduleRow } from '../api/types';
import { prefs } from '../data/prefs';
import { words } from '../i18n';
import { minutesOf, type When } from '../time/clock';
import { dial } from '../time/format';
import { resolve } from '../time/zones';

interface Report {
  kind: 'skipped' | 'repeated';
  clock: string | null | undefined;
  second: boolean;
}

export function clockReports(sheet: DaySheet, row: ScheduleRow): string[] {
  const when = row.when as When | null | undefined;
  if (!when) return [];
  const told = row.clock_reports.map((report): Report => ({
    kind: report.kind,
    clock: report.which === 'end' ? when.end : when.start,
    second: report.chosen === 'second',
  }));
  const reports = told.length > 0 ? told : ownReports(when, sheet, row.zone?.name ?? sheet.header.zone?.name);
  return reports.map(sentence);
}

function ownReports(when: When, sheet: DaySheet, zone: string | undefined): Report[] {
  const ends = [
    [when.start, when.fold],
    [when.end, when.end_fold],
  ] as const;
  return ends.flatMap(([clock, fold]) => {
    const found = clock && zone ? resolve(sheet.header.date, clock, zone, fold)?.certainty : undefined;
    return found === 'skipped' || found === 'repeated'
      ? [{ kind: found, clock, second: fold === 'second' }]
      : [];
  });
}

function sentence({ kind, clock, second }: Report): string {
  const w = words.value.schedule;
  const time = dial(minutesOf(clock) ?? 0, prefs.value.cycle);
  return kind === 'skipped' ? w.skipped(time) : w.repeated(time, second);
}
