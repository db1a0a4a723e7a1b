// All dates of the tour. It opens at today, and finds a city by a few letters.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { dates, sheetOn, tourPiece } from '../../data/book';
import { shortDate, words } from '../../i18n';
import { SearchField } from '../parts/SearchField';
import { nearest, today } from '../view';
import { agendaDay, found, inLegs } from './agenda';
import { AgendaRow } from './AgendaRow';

export function Agenda({ tour }: { tour: string }) {
  const question = useSignal('');
  const w = words.value.agenda;
  const all = dates.value.flatMap((date) => {
    const sheet = sheetOn(date)?.sheet;
    return sheet ? [agendaDay(sheet)] : [];
  });
  const legs = inLegs(found(all, question.value));
  const header = tourPiece.value?.header;
  useEffect(() => {
    const at = dates.peek().includes(today.peek()) ? today.peek() : nearest.peek();
    if (at) document.getElementById(`day-${at}`)?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div class="page">
      <header class="head">
        <h1>{w.title}</h1>
        {header && <p>{w.counts(header.n_shows, header.n_days)}</p>}
      </header>
      {all.length > 0 && <SearchField label={w.search} text={question} />}
      {all.length === 0 && <p class="empty">{w.empty}</p>}
      {all.length > 0 && legs.length === 0 && (
        <p class="empty" role="status">
          {w.nothing(question.value)}
        </p>
      )}
      {legs.map((leg) => (
        <section key={`${leg.name ?? ''}${leg.days[0]?.date ?? ''}`} class="list">
          <header>
            <h2 dir="auto">{leg.name ?? w.withoutLeg}</h2>
            <p>{w.dates(shortDate(leg.days[0]?.date ?? ''), shortDate(leg.days.at(-1)?.date ?? ''))}</p>
          </header>
          <ol class="rows">
            {leg.days.map((day) => (
              <AgendaRow key={day.date} tour={tour} day={day} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
