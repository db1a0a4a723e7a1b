// The tour as files: the book to print, tables for spreadsheets, a calendar, and everything as an archive.

import { useSignal } from '@preact/signals';
import { planWords } from '../words';
import { archive, bookPdf, calendar, routingPdf, table, TABLES, VARIANTS, type Variant } from './files';

export function TourFiles({ tour }: { tour: string }) {
  const { files: w, print } = planWords.value.paper;
  const variant = useSignal<Variant>('everyone');
  return (
    <section class="paper-section" aria-labelledby="paper-files">
      <h2 id="paper-files">{w.title}</h2>
      <ul class="paper-files">
        <li>
          <span>
            <b>{w.book}</b>
            <small>{w.bookHint}</small>
          </span>
          <select
            aria-label={w.bookFor}
            value={variant.value}
            onChange={(event) => (variant.value = event.currentTarget.value as Variant)}
          >
            {VARIANTS.map((one) => (
              <option key={one} value={one}>
                {print.variants[one]}
              </option>
            ))}
          </select>
          <Open href={bookPdf(tour, variant.value)} what={w.book} />
        </li>
        {TABLES.map((name) => (
          <li key={name}>
            <span>
              <b>{w.tables[name]}</b>
              <small>{w.tableHints[name]}</small>
            </span>
            {name === 'routing' && <Open href={routingPdf(tour)} what={w.tables.routing} />}
            <Save href={table(tour, name, 'csv')} format="CSV" what={w.tables[name]} />
            <Save href={table(tour, name, 'xlsx')} format="XLSX" what={w.tables[name]} />
          </li>
        ))}
        <li>
          <span>
            <b>{w.calendar}</b>
            <small>{w.calendarHint}</small>
          </span>
          <Save href={calendar(tour, 'days')} format={w.days} what={w.calendar} />
          <Save href={calendar(tour, 'items')} format={w.items} what={w.calendar} />
        </li>
        <li>
          <span>
            <b>{w.archive}</b>
            <small>{w.archiveHint}</small>
          </span>
          <Save href={archive(tour)} format="JSON" what={w.archive} />
        </li>
      </ul>
    </section>
  );
}

function Open({ href, what }: { href: string; what: string }) {
  return (
    <a class="button" href={href} target="_blank" rel="noopener" aria-label={`${what}, PDF`}>
      PDF
    </a>
  );
}

function Save({ href, format, what }: { href: string; format: string; what: string }) {
  return (
    <a class="button" href={href} download aria-label={`${what}, ${format}`}>
      {format}
    </a>
  );
}
