// Legs of travel in rows: each end on its own clock, and how long lies between them.

import type { TravelEnd } from '../../api/types';
import { prefs } from '../../data/prefs';
import { distance, weekdayAndDay, words } from '../../i18n';
import { href } from '../../routes';
import { minutesOf, type When } from '../../time/clock';
import { duration, nightsAfter, startText } from '../../time/format';
import { planWords } from '../words';
import { EditMark } from './EditMark';
import type { DatedLeg } from './legs';

interface Props {
  tour: string;
  all: DatedLeg[];
  today: string;
  /** Undefined for whoever only reads. */
  onOpen: ((leg: DatedLeg) => void) | undefined;
}

export function TravelTable({ tour, all, today, onOpen }: Props) {
  const w = planWords.value.office.travel;
  const { fields } = words.value.outbox;
  return (
    <table class="office-table of-travel">
      <caption class="vh">{w.list}</caption>
      <thead>
        <tr>
          <th scope="col" class="date">
            {fields.date}
          </th>
          <th scope="col" class="mode">
            {fields.mode}
          </th>
          <th scope="col">{w.what}</th>
          <th scope="col">{fields.from}</th>
          <th scope="col" class="t clock">
            {fields.depart}
          </th>
          <th scope="col">{fields.to}</th>
          <th scope="col" class="t clock">
            {fields.arrive}
          </th>
          <th scope="col" class="t takes">
            {w.takes}
          </th>
          <th scope="col" class="n">
            {w.distance}
          </th>
          <th scope="col">{fields.people}</th>
          <th scope="col">{fields.status}</th>
          <th scope="col" class="more">
            <span class="vh">{w.state}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {all.map((dated) => (
          <Row key={dated.leg.id} tour={tour} dated={dated} today={today} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  tour: string;
  dated: DatedLeg;
  today: string;
  onOpen: Props['onOpen'];
}

function Row({ tour, dated, today, onOpen }: RowProps) {
  const w = planWords.value.office.travel;
  const { leg, date, state } = dated;
  const [weekday, day] = weekdayAndDay(date);
  const title = leg.title || w.modes[leg.mode ?? ''] || w.leg;
  const age = date === today ? 'today' : date < today ? 'past' : undefined;
  return (
    <tr class={[age, leg.status === 'cancelled' && 'off'].filter(Boolean).join(' ')}>
      <td class="date">
        <a href={href({ name: 'plan', tour, page: 'day', date })}>
          <span class="d">{weekday}</span> {day}
        </a>
      </td>
      <td class="mode">{w.modes[leg.mode ?? '']}</td>
      <th scope="row" title={title}>
        {onOpen ? (
          <button type="button" class="office-link" dir="auto" onClick={() => onOpen(dated)}>
            {title}
          </button>
        ) : (
          <bdi>{title}</bdi>
        )}
        <small>
          {' '}
          {[leg.number, leg.operator, leg.vehicle].filter((one) => one && !title.includes(one)).join(', ')}
        </small>
      </th>
      <Place end={leg.depart} />
      <Time end={leg.depart} other={undefined} />
      <Place end={leg.arrive} />
      <Time end={leg.arrive} other={leg.depart} />
      <td class="t">{leg.duration_minutes == null ? '' : duration(leg.duration_minutes)}</td>
      <td class="n">{leg.distance_km == null ? '' : distance(leg.distance_km)}</td>
      <td class="who" title={leg.people.join(', ')}>
        {leg.people.length === 0 ? (
          <span class="quiet">{leg.party ?? w.everyone}</span>
        ) : (
          w.people(leg.people)
        )}
      </td>
      <td>
        {leg.status && (
          <span class={`st ${leg.status}`}>
            {words.value.status[leg.status as keyof typeof words.value.status]}
          </span>
        )}
      </td>
      <td class="more">
        <EditMark state={state} />
        {leg.disputed.length > 0 && (
          <a href={href({ name: 'plan', tour, page: 'decisions' })}>{w.disputed(leg.disputed.length)}</a>
        )}
      </td>
    </tr>
  );
}

function Place({ end }: { end: TravelEnd }) {
  const { city, name } = end.place ?? {};
  const text = [city, name].filter(Boolean).join(', ');
  return (
    <td dir="auto" title={text}>
      <b>{city ?? name}</b> {city && name && <small>{name}</small>}
    </td>
  );
}

/** A clock with the night it is on, and beside an arrival how the clocks differ. */
function Time({ end, other }: { end: TravelEnd; other: TravelEnd | undefined }) {
  const w = planWords.value.office.travel;
  const when = end.when as When | null | undefined;
  const nights = nightsAfter(when?.start);
  const shift = other && end.zone && other.zone ? end.zone.offset_minutes - other.zone.offset_minutes : 0;
  const isBefore = other?.instant && end.instant ? end.instant < other.instant : false;
  return (
    <td class={isBefore ? 't bad' : 't'} title={isBefore ? w.before : (end.zone?.name ?? '')}>
      {startText(when, prefs.value.cycle, words.value.time)}
      {nights > 0 && <small> +{nights}</small>}
      {shift !== 0 && minutesOf(when?.start) !== undefined && <small class="tz"> {w.shift(shift)}</small>}
      {isBefore && <span class="vh">{w.before}</span>}
    </td>
  );
}
