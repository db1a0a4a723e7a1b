// A template that begins as the schedule of a day.

import type { DaySheet } from '../../../api/types';
import { shortDate } from '../../../i18n';
import type { HourCycle } from '../../../time/format';
import { draftOf, draftRow, itemsOfDay, type Draft } from './rows';

export function draftOfDay(sheet: DaySheet, nameLike: (place: string) => string, cycle: HourCycle): Draft {
  const { city, venue, date, day_type } = sheet.header;
  return {
    ...draftOf(undefined, cycle),
    name: nameLike(venue ?? city ?? shortDate(date)),
    day_type: day_type ?? '',
    rows: itemsOfDay(sheet).map((item) => draftRow(item, cycle)),
  };
}
