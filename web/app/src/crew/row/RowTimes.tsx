// When a row is: here, and below it at home and in the row's own zone, where those have other clocks.

import type { DaySheet, ScheduleRow } from '../../api/types';
import { prefs } from '../../data/prefs';
import { words } from '../../i18n';
import { zoneCity } from '../../time/zones';
import { clockOn, endFace, startFace, type Clock } from '../faces';
import { faceText } from '../say';
import { twoClocks } from '../view';

interface Props {
  sheet: DaySheet;
  row: ScheduleRow;
}

export function RowTimes({ sheet, row }: Props) {
  const { cycle } = prefs.value;
  const venue = clockOn(sheet, false, cycle);
  const time = timeText(row, venue);
  if (!time) return <p class="times">{words.value.row.noTime}</p>;
  const others: [string, Clock][] = [];
  const { home } = sheet.header;
  if (home && twoClocks(sheet)) others.push([zoneCity(home.zone), clockOn(sheet, true, cycle)]);
  if (row.zone && row.zone.name !== venue.zone) {
    others.push([zoneCity(row.zone), { ...venue, zone: row.zone.name }]);
  }
  return (
    <>
      <p class="times">{time}</p>
      {row.instant &&
        others.map(([place, clock]) => (
          <p key={place} class="elsewhere">
            {timeText(row, clock)} {words.value.row.from(place)}
          </p>
        ))}
    </>
  );
}

/** The whole time, with what it is short of said once. */
function timeText(row: ScheduleRow, clock: Clock): string {
  const start = startFace(row, clock, words.value.time.tbd);
  const end = endFace(row, clock);
  const until = end && faceText({ ...end, precision: 'exact' }, clock.date);
  return [faceText(start, clock.date), until].filter(Boolean).join('–');
}
