// The lists of a date that go to others: a guest list for each event, a rooming list for each stay.

import { useEffect } from 'preact/hooks';
import { dates, sheetOn } from '../../data/book';
import { shortDate } from '../../i18n';
import { go } from '../../routes';
import { Trouble } from '../day/Trouble';
import { planWords } from '../words';
import { GuestSection } from './GuestSection';
import './lists.css';
import { fetched, fetchLists, listed, startLists } from './records';
import { RoomSection } from './RoomSection';

export function ListsPage({ tour, date }: { tour: string; date: string }) {
  const w = planWords.value.lists;
  useEffect(() => startLists(tour), [tour]);
  const sheet = sheetOn(date)?.sheet;
  const events = (sheet?.events ?? []).filter((one) => one.status !== 'cancelled');
  const hotels = (sheet?.hotels ?? []).filter((one) => one.checks_in);
  const isKnown = listed('guest_request') !== undefined;
  const now = fetched.value;
  return (
    <div class="lists-page">
      <header>
        <h1>{w.title}</h1>
        <label>
          <span class="vh">{w.date}</span>
          <select
            value={date}
            onChange={(event) =>
              go({ name: 'plan', tour, page: 'lists', date: event.currentTarget.value }, 'replace')
            }
          >
            {dates.value.map((one) => (
              <option key={one} value={one}>
                {[shortDate(one), sheetOn(one)?.sheet.header.city].filter(Boolean).join(', ')}
              </option>
            ))}
          </select>
        </label>
      </header>
      {now.state === 'offline' && (
        <Trouble text={isKnown ? w.offline : w.offlineNone} onRetry={() => void fetchLists(tour)} />
      )}
      {now.state === 'refused' && <Trouble text={now.why} />}
      {!isKnown && now.state === 'loading' && <p role="status">{w.loading}</p>}
      {isKnown && (
        <div class="lists-columns">
          {events.map((event) => (
            <GuestSection key={event.id} tour={tour} event={event} />
          ))}
          {hotels.map((hotel) => (
            <RoomSection key={hotel.id} tour={tour} hotel={hotel} />
          ))}
          {events.length + hotels.length === 0 && <p class="lists-none">{w.nothing}</p>}
        </div>
      )}
    </div>
  );
}
