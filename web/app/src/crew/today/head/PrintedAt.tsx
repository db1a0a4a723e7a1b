// Paper does not change any more, so at its head it says when it was printed. Not shown on the screen.

import type { DaySheet } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { longDate, words } from '../../../i18n';
import { inZone } from '../../../time/format';
import { minuteNow } from '../../../time/now';
import { wallOf, zoneHere } from '../../../time/zones';

export function PrintedAt({ sheet }: { sheet: DaySheet }) {
  const now = minuteNow.value;
  const zone = sheet.header.zone?.name ?? zoneHere();
  const { date } = wallOf(now, zone);
  const time = inZone(now, zone, date, prefs.value.cycle).text;
  const said = words.value.today.printed(time, date === sheet.header.date ? '' : longDate(date));
  return (
    <span class="paper">
      {said}
      {sheet.header.tour && (
        <>
          {' · '}
          <bdi>{sheet.header.tour}</bdi>
        </>
      )}
    </span>
  );
}
