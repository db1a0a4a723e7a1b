// A date of the tour in a few words; a tap opens its sheet.

import { prefs } from '../../data/prefs';
import { unseenOn } from '../../data/changes';
import { weekdayAndDay, words } from '../../i18n';
import { href } from '../../routes';
import { clockOn, startFace } from '../faces';
import { Joined } from '../parts/Joined';
import { dayTypeText, statusText } from '../say';
import { together } from '../today/changes/moves';
import { today } from '../view';
import type { AgendaDay } from './agenda';

interface Props {
  tour: string;
  day: AgendaDay;
}

export function AgendaRow({ tour, day }: Props) {
  const { agenda: w, changes } = words.value;
  const [weekday, dayOfMonth] = weekdayAndDay(day.date);
  const isToday = day.date === today.value;
  const nChanges = together(unseenOn(day.date)).length;
  const status = statusText(day.status);
  return (
    <li id={`day-${day.date}`}>
      <a
        class={looks(day, isToday)}
        href={href({ name: 'today', tour, date: day.date })}
        aria-current={isToday ? 'date' : undefined}
      >
        <span class="dated">
          <b>{weekday}</b>
          <span>{dayOfMonth}</span>
        </span>
        <span class="what">
          <b dir="auto">{day.city ?? day.title ?? dayTypeText(day.type)}</b>
          <span class="more">
            <Joined parts={[day.city ? day.title : undefined, day.venue]} />
          </span>
        </span>
        <span class="tapes">
          {isToday && <span class="tape now">{w.today}</span>}
          {day.show !== undefined ? (
            <span class="number">{w.show(day.show)}</span>
          ) : (
            <span class="tape quiet">{dayTypeText(day.type)}</span>
          )}
          {status && <span class={`tape quiet ${day.status}`}>{status}</span>}
        </span>
        {(day.keys.length > 0 || nChanges > 0) && (
          <span class="keys">
            {keysText(day)}
            {nChanges > 0 && <span class="who">{changes.since(nChanges)}</span>}
          </span>
        )}
      </a>
    </li>
  );
}

function looks(day: AgendaDay, isToday: boolean): string {
  const when = isToday ? 'is-now' : day.date < today.value ? 'past' : '';
  return ['row date', when, day.show === undefined ? 'quiet' : ''].filter(Boolean).join(' ');
}

function keysText(day: AgendaDay): string {
  const { agenda, time } = words.value;
  const clock = clockOn(day.sheet, false, prefs.value.cycle);
  return day.keys
    .flatMap(({ what, row }) => {
      const { text } = startFace(row, clock, time.tbd);
      // What belongs together stays on one line.
      return text ? [`${agenda[what]} ${text}`.replaceAll(' ', '\u00a0')] : [];
    })
    .join(', ');
}
