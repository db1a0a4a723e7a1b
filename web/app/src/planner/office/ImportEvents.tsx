// The rows of a file that can be imported, and what each would do.

import { useSignal } from '@preact/signals';
import { prefs } from '../../data/prefs';
import { shortDate, words } from '../../i18n';
import { minutesOf } from '../../time/clock';
import { marked } from '../../time/format';
import { planWords } from '../words';
import { effects, type Effect, type ImportEvent, type ImportReport } from './importing';
import { MoreRows, ROWS_SHOWN } from './MoreRows';
import { ScrollRegion } from './ScrollRegion';

export function ImportEvents({ report }: { report: ImportReport }) {
  const w = planWords.value.office.import;
  const whole = useSignal(false);
  const found = effects(report.changes);
  const shown = whole.value ? report.events : report.events.slice(0, ROWS_SHOWN);
  return (
    <section class="import-list">
      <h2>{w.whatChanges}</h2>
      <ScrollRegion label={w.whatChanges}>
        <table class="office-table of-events">
          <thead>
            <tr>
              <th scope="col" class="n">
                {w.row}
              </th>
              <th scope="col">{w.date}</th>
              <th scope="col">{w.city}</th>
              <th scope="col">{w.venue}</th>
              <th scope="col">{w.event}</th>
              <th scope="col" class="t">
                {w.time}
              </th>
              <th scope="col">{w.zone}</th>
              <th scope="col">{w.effect}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((event, at) => (
              <EventRow key={at} event={event} effect={found.get(event.date) ?? { kind: 'nothing' }} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <MoreRows n={report.events.length - shown.length} onAll={() => (whole.value = true)} />
    </section>
  );
}

function EventRow({ event, effect }: { event: ImportEvent; effect: Effect }) {
  const w = planWords.value.office.import;
  const text = effectText(effect);
  return (
    <tr class={effect.kind === 'nothing' ? 'quiet' : undefined}>
      <td class="n">{event.row}</td>
      <td>{shortDate(event.date)}</td>
      <td dir="auto" title={event.city ?? ''}>
        <b>{event.city}</b> <small>{event.country}</small>
      </td>
      <td dir="auto" title={event.venue ?? ''}>
        {event.venue}
      </td>
      <td dir="auto" title={event.title ?? ''}>
        {event.cancelled && <span class="tape quiet">{words.value.status.cancelled}</span>} {event.title}
      </td>
      <td class="t">{clockText(event.clock)}</td>
      <td title={event.zone ?? ''} class={event.zone ? undefined : 'changed'}>
        {event.zone ?? w.noZone}
      </td>
      <td title={text} class={effect.kind === 'differs' ? 'changed' : undefined}>
        {text}
      </td>
    </tr>
  );
}

/** The clock of a file, as the reader reads clocks. */
function clockText(clock: string | null | undefined): string {
  const minutes = minutesOf(clock);
  return minutes === undefined ? '' : marked(minutes, prefs.value.cycle);
}

function effectText(effect: Effect): string {
  const w = planWords.value.office.import;
  const { kinds, fields } = words.value.outbox;
  switch (effect.kind) {
    case 'new date':
      return w.newDate;
    case 'adds':
      return w.adds(effect.kinds.map((kind) => kinds[kind] ?? kind).join(', '));
    case 'differs':
      return w.differs(effect.fields.map((field) => fields[field] ?? field).join(', '));
    case 'nothing':
      return w.there;
  }
}
