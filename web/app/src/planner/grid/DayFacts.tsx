// The key facts of a day in the panel: its times in order, its clocks, how the party comes and where it sleeps.

import type { DaySheet } from '../../api/types';
import { dates, sheetOn } from '../../data/book';
import { number } from '../../i18n';
import { duration } from '../../time/format';
import { planWords } from '../words';
import { TIME_COLUMNS, type TimeColumn } from './columns';
import { rowsFor } from './cells';
import { otherZone } from './desk';
import { cycle, dayMark, kmText, statusWord, timeText } from './show';
import { drives } from './tour';

export function DayFacts({ sheet }: { sheet: DaySheet }) {
  const { panel: w, columns } = planWords.value.grid;
  const { header } = sheet;
  const drive = drives.value.get(header.date);
  const times = (Object.keys(TIME_COLUMNS) as TimeColumn[]).flatMap((column) => {
    const all = rowsFor(column, sheet).map((row) => clockOf(row, header.date));
    return all.length > 0 ? [[columns[column], all.join(', ')] as const] : [];
  });
  const hotels = sheet.hotels.filter((hotel) => !hotel.day_rooms).map((hotel) => hotel.name);
  return (
    <>
      <div class="sec">
        <h3>{w.facts}</h3>
        <span>{zoneLine(sheet)}</span>
      </div>
      {times.length === 0 && <p class="nothing">{w.none}</p>}
      <dl class="facts">
        {times.map(([name, text]) => (
          <Fact key={name} name={name} text={text} time />
        ))}
        {drive && (
          <Fact
            name={w.drive}
            text={[
              drive.km === undefined ? '' : kmText(drive.km, false),
              drive.minutes === undefined ? '' : duration(drive.minutes),
            ]
              .filter(Boolean)
              .join(', ')}
          />
        )}
        {hotels.length > 0 && <Fact name={w.hotel} text={hotels.join(', ')} />}
        {header.status && <Fact name={w.status} text={statusWord(header.status)} />}
      </dl>
      {header.notes && (
        <p class="day-notes" dir="auto">
          {header.notes}
        </p>
      )}
    </>
  );
}

function Fact({ name, text, time = false }: { name: string; text: string; time?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={time ? 'time' : ''} dir="auto">
        {text}
      </dd>
    </div>
  );
}

function clockOf(row: DaySheet['schedule'][number], date: string): string {
  const instant = row.instant ? { instant: Date.parse(row.instant) } : {};
  const { text, days } = timeText(
    { ...(row.when ? { when: row.when } : {}), ...instant },
    date,
    otherZone.value,
    cycle.value,
  );
  return days === 0 ? text : `${text} ${dayMark(days)}`;
}

/** On which clocks the day runs, compared with the day before. */
function zoneLine(sheet: DaySheet): string {
  const w = planWords.value.grid.panel;
  const { zone, date, home } = sheet.header;
  if (otherZone.value) return w.timesAre(otherZone.value.replaceAll('_', ' '));
  if (!zone) return '';
  const before = dates.value[dates.value.indexOf(date) - 1];
  const header = before ? sheetOn(before)?.sheet.header : undefined;
  const same =
    header?.zone?.offset_minutes === zone.offset_minutes && header.city && header.city !== sheet.header.city;
  const clocks = same ? w.timesSame(zone.abbreviation, header.city ?? '') : w.timesAre(zone.abbreviation);
  if (same || !home?.difference_minutes) return clocks;
  const hours = -home.difference_minutes / 60;
  return `${clocks}, ${w.fromHome(hours > 0 ? `+${number(hours)}` : `−${number(-hours)}`)}`;
}
