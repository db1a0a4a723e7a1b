// What day it is, where, on which clocks, and the way to the days beside it.

import type { DaySheet } from '../../api/types';
import { dates } from '../../data/book';
import { longDate, words } from '../../i18n';
import { href } from '../../routes';
import { duration } from '../../time/format';
import { zoneCity } from '../../time/zones';
import { Icon } from '../../ui/Icon';
import { VersionLine } from '../paper/VersionLine';
import { planWords } from '../words';

export function DayHead({ tour, sheet }: { tour: string; sheet: DaySheet }) {
  const { day } = planWords.value;
  const { header } = sheet;
  const at = dates.value.indexOf(header.date);
  const type = header.day_type ? (words.value.dayType as Record<string, string>)[header.day_type] : undefined;
  const show = header.show_number ? day.showNumber(header.show_number, header.show_count) : undefined;
  return (
    <div class="day-head">
      <div class="steps">
        <Step tour={tour} date={dates.value[at - 1]} back />
        <Step tour={tour} date={dates.value[at + 1]} />
      </div>
      <div class="where">
        <p>{longDate(header.date, { year: 'numeric' })}</p>
        <h1 dir="auto">{header.city ?? header.title ?? type ?? longDate(header.date)}</h1>
        <p class="what">
          {[header.venue, show ?? type].filter(Boolean).map((text) => (
            <span key={text} dir="auto">
              {text}
            </span>
          ))}
          <span>
            {header.zone
              ? `${zoneCity(header.zone)}, ${header.zone.abbreviation} ${header.zone.offset}`
              : day.noZone}
          </span>
          <VersionLine sheet={sheet} />
        </p>
        {header.zone_banners
          .filter((banner) => banner.kind === 'new_zone')
          .map(({ from, to }) => {
            const by = to.offset_minutes - from.offset_minutes;
            return (
              <p key={to.name} class="banner">
                <Icon name="globe" /> {day.newZone(zoneCity(to), by > 0, duration(Math.abs(by)))}
              </p>
            );
          })}
      </div>
    </div>
  );
}

function Step({ tour, date, back = false }: { tour: string; date: string | undefined; back?: boolean }) {
  const { day } = planWords.value;
  const label = back ? day.previousDay : day.nextDay;
  if (!date) return <span class="step off" />;
  return (
    <a class="step" href={href({ name: 'plan', tour, page: 'day', date })} aria-label={label} title={label}>
      <Icon name={back ? 'left' : 'right'} />
    </a>
  );
}
