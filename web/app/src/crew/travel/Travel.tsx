// Every leg of the tour by date. It opens where the party is now.

import { useEffect, useRef } from 'preact/hooks';
import { dates, sheetOn, tourPiece } from '../../data/book';
import { shortDate, words } from '../../i18n';
import { zoneCity } from '../../time/zones';
import { href } from '../../routes';
import { atHome, clockFor, today } from '../view';
import { LegCard } from './LegCard';

export function Travel({ tour }: { tour: string }) {
  const { trips } = words.value;
  const here = useRef<HTMLElement>(null);
  const days = dates.value.flatMap((date) => {
    const sheet = sheetOn(date)?.sheet;
    return sheet && sheet.travel.length > 0 ? [sheet] : [];
  });
  const first = days.find((sheet) => sheet.header.date >= today.value)?.header.date;
  const home = tourPiece.value?.header.home_zone;
  useEffect(() => here.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <div class="page">
      <header class="head">
        <h1>{trips.title}</h1>
        {home && days.length > 0 && (
          <button
            type="button"
            class="toggle"
            aria-pressed={atHome.value}
            onClick={() => {
              atHome.value = !atHome.value;
            }}
          >
            {trips.alsoHome(zoneCity(home))}
          </button>
        )}
      </header>
      {days.length === 0 && <p class="empty">{trips.empty}</p>}
      {days.map((sheet) => {
        const { date, city } = sheet.header;
        const past = date < today.value;
        return (
          <section key={date} class="card" {...(date === first ? { ref: here } : {})}>
            <h2>
              <a href={href({ name: 'today', tour, date })}>{shortDate(date)}</a>
              {date === today.value && <span class="tape now">{words.value.agenda.today}</span>}
              <small dir="auto">{city}</small>
            </h2>
            {sheet.travel.map((leg) => (
              <LegCard key={leg.id} leg={leg} clock={clockFor(sheet)} past={past} />
            ))}
          </section>
        );
      })}
    </div>
  );
}
