// What is doubtful about a row's time on a night on which the clocks change, in words.

import type { DaySheet, ScheduleRow } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { minutesOf, type When } from '../../../time/clock';
import { marked } from '../../../time/format';
import { planWords } from '../../words';
import { doubts, type Doubt } from './clockChanges';

/** Empty on every ordinary night. */
export function doubtText(sheet: DaySheet, row: ScheduleRow): string {
  const said = doubtsOf(sheet, row).map((doubt) => {
    const text = sayDoubt(doubt);
    const chosen = doubt.kind === 'repeated' ? row.when?.fold : undefined;
    return chosen ? `${text} ${planWords.value.day.doubt[chosen]}.` : text;
  });
  return said.join(' ');
}

export function doubtsOf(sheet: DaySheet, row: ScheduleRow): Doubt[] {
  const zone = row.zone?.name ?? sheet.header.zone?.name;
  return doubts(sheet.header.date, row.when as When | null, zone);
}

export function sayDoubt({ kind, clock }: Doubt): string {
  const text = marked(minutesOf(clock) ?? 0, prefs.value.cycle);
  return planWords.value.day.doubt[kind](text);
}
