// The map as a page: the whole tour to look at, to come nearer, and beside it every stop as a list.

import { useSignal } from '@preact/signals';
import { distance, shortDate } from '../../i18n';
import { href } from '../../routes';
import { today } from '../grid/tour';
import { planWords } from '../words';
import { Picture } from './Picture';
import type { Stop, Way } from './stops';
import { way } from './way';

export function MapPage({ tour }: { tour: string }) {
  const w = planWords.value.map;
  const pointed = useSignal<string | undefined>(undefined);
  const { stops, ways, nowhere } = way.value;
  const km = ways.reduce((sum, one) => sum + one.km, 0);
  return (
    <div class="map-page">
      <h1 class="vh">{planWords.value.frame.pageNames.map}</h1>
      <Picture selected={pointed.value} />
      <section class="stops" aria-label={w.stops}>
        <header>
          <h2>{w.stops}</h2>
          <p>{w.total(stops.length, distance(km))}</p>
          {nowhere.length > 0 && <p class="nowhere">{w.missing(nowhere.length)}</p>}
        </header>
        <ol>
          {stops.map((stop, at) => (
            <StopItem
              key={stop.key}
              stop={stop}
              by={ways[at - 1]}
              tour={tour}
              onPoint={(date) => {
                pointed.value = date;
              }}
            />
          ))}
        </ol>
      </section>
    </div>
  );
}

interface ItemProps {
  stop: Stop;
  /** The way to it. */
  by: Way | undefined;
  tour: string;
  onPoint: (date: string | undefined) => void;
}

function StopItem({ stop, by, tour, onPoint }: ItemProps) {
  const w = planWords.value.map;
  const [first, last] = [stop.dates[0] ?? '', stop.dates.at(-1) ?? ''];
  const isToday = stop.dates.includes(today.value);
  const past = last < today.value;
  return (
    <li
      class={[isToday ? 'today' : '', past ? 'past' : '', by?.state === 'problem' ? 'problem' : ''].join(' ')}
    >
      <a
        href={href({ name: 'plan', tour, page: 'grid', date: first })}
        onPointerEnter={() => onPoint(first)}
        onPointerLeave={() => onPoint(undefined)}
        onFocus={() => onPoint(first)}
        onBlur={() => onPoint(undefined)}
      >
        <b dir="auto">{stop.city || '–'}</b>
        <small>{stop.country}</small>
        {isToday && <span class="tape now">{w.today}</span>}
        <span class="dates">
          {first === last ? shortDate(first) : `${shortDate(first)} – ${shortDate(last)}`}
        </span>
        {by && (
          <span class="by">
            {distance(by.km)}
            {by.source !== 'plan' && ` ${w.source[by.source]}`}
            {by.state === 'problem' && <em>{w.legend.problem}</em>}
          </span>
        )}
      </a>
    </li>
  );
}
