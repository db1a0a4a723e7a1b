// Where the day has got to. The one part of the timeline that ticks.

import type { DaySheet } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { dial } from '../../../time/format';
import { minuteNow } from '../../../time/now';
import { daysBetween, wallOf } from '../../../time/zones';
import { planWords } from '../../words';

export function NowLine({ sheet, from, to }: { sheet: DaySheet; from: number; to: number }) {
  const { date, zone } = sheet.header;
  if (!zone) return null;
  const wall = wallOf(minuteNow.value, zone.name);
  const at = daysBetween(date, wall.date) * 1440 + wall.minutes;
  if (at < from || at > to) return null;
  return (
    <p class="now-line" style={{ '--at': at }}>
      <span>{planWords.value.day.timeline.now(dial(at, prefs.value.cycle))}</span>
    </p>
  );
}
