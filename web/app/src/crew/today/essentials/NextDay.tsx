// Where the tour is next, and when that day begins.

import type { DaySheet } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { shortDate, words } from '../../../i18n';
import { inZone } from '../../../time/format';
import { href } from '../../../routes';
import { Icon } from '../../../ui/Icon';
import { dayTypeText } from '../../say';

interface Props {
  tour: string;
  sheet: DaySheet;
}

export function NextDay({ tour, sheet }: Props) {
  const next = sheet.next_day;
  const w = words.value.today;
  if (!next) return null;
  const call = next.first_call;
  const time =
    call?.instant && call.zone
      ? inZone(Date.parse(call.instant), call.zone.name, next.date, prefs.value.cycle).text
      : call?.text;
  return (
    <section class="card">
      <h2>{w.tomorrow}</h2>
      <div class="facts">
        <a class="fact" href={href({ name: 'today', tour, date: next.date })}>
          <Icon name="right" />
          <span class="told">
            <b dir="auto">{next.city ?? next.title ?? dayTypeText(next.day_type)}</b>
            <small dir="auto">
              {[
                shortDate(next.date),
                dayTypeText(next.day_type),
                call && time && w.firstCall(call.title, time),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
        </a>
      </div>
    </section>
  );
}
