// Where the party is and on which date, with the ways to the days before and after.

import type { DaySheet } from '../../../api/types';
import { dates } from '../../../data/book';
import { longDate, shortDate, words } from '../../../i18n';
import { href } from '../../../routes';
import { Joined } from '../../parts/Joined';
import { dayTypeText, statusText } from '../../say';
import { today } from '../../view';
import { PrintedAt } from './PrintedAt';
import { Step } from './Step';

interface Props {
  tour: string;
  sheet: DaySheet;
}

export function DayHeader({ tour, sheet }: Props) {
  const { header } = sheet;
  const w = words.value.today;
  const all = dates.value;
  const at = all.indexOf(header.date);
  const isToday = header.date === today.value;
  const status = statusText(header.status);
  return (
    <section class="day">
      <p class="when">
        <time dateTime={header.date}>{longDate(header.date)}</time>
        {!isToday && <a href={href({ name: 'today', tour })}>{w.backToToday}</a>}
        <PrintedAt sheet={sheet} />
      </p>
      <h1 dir="auto">
        {header.city ?? header.title ?? (dayTypeText(header.day_type) || shortDate(header.date))}
      </h1>
      <div class="step">
        <Step tour={tour} date={all[at - 1]} icon="left" say={w.previous} />
        <Step tour={tour} date={all[at + 1]} icon="right" say={w.next} />
      </div>
      <p class="where">
        <Joined parts={whereOf(sheet)} />
        {status && <strong class={`status ${header.status}`}> {status}</strong>}
      </p>
    </section>
  );
}

function whereOf({ header, versions }: DaySheet): (string | null | undefined)[] {
  const show =
    header.show_number !== null && header.show_number !== undefined
      ? words.value.today.show(header.show_number, header.show_count)
      : '';
  const type = show ? '' : dayTypeText(header.day_type);
  const title = header.city ? header.title : undefined;
  const [newest] = versions ?? [];
  const version = newest && words.value.today.version(newest.label, newest.since.length);
  return [type, title, header.venue, show, version];
}
