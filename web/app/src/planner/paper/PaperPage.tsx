// What leaves the tour: the paper of a date and the links that its codes open, the tour as files, and calendars.

import { useSignal } from '@preact/signals';
import { dates, sheetOn } from '../../data/book';
import { may, tourOf } from '../../data/session';
import { line } from '../../data/sync';
import { shortDate, words } from '../../i18n';
import { ShareDialog } from '../../crew/paper/ShareDialog';
import { go, href } from '../../routes';
import { planWords } from '../words';
import { FeedSection } from './FeedSection';
import { LinkSection } from './LinkSection';
import './paper.css';
import { SheetPrint } from './SheetPrint';
import { TourFiles } from './TourFiles';

export function PaperPage({ tour, date }: { tour: string; date: string }) {
  const w = planWords.value.paper;
  const sharing = useSignal(false);
  const nLinks = useSignal(0);
  const sheet = sheetOn(date)?.sheet;
  const [newest] = sheet?.versions ?? [];
  const edits = may(tourOf(tour), 'edit');
  return (
    <div class="paper-page">
      <h1>{w.title}</h1>
      {line.value === 'offline' && <p class="paper-off">{w.offline}</p>}
      <div class="paper-columns">
        {sheet && (
          <div>
            <section class="paper-section" aria-labelledby="paper-sheet">
              <h2 id="paper-sheet">{w.sheet}</h2>
              <div class="form">
                <label>
                  {w.date}
                  <select
                    value={date}
                    onChange={(event) =>
                      go({ name: 'plan', tour, page: 'paper', date: event.currentTarget.value }, 'replace')
                    }
                  >
                    {dates.value.map((one) => (
                      <option key={one} value={one}>
                        {[shortDate(one), sheetOn(one)?.sheet.header.city].filter(Boolean).join(', ')}
                      </option>
                    ))}
                  </select>
                </label>
                <p>
                  {newest
                    ? words.value.today.version(newest.label, newest.since.length)
                    : w.publish.neverPublished}{' '}
                  <a href={href({ name: 'plan', tour, page: 'day', date })}>{w.toDay}</a>
                </p>
                <SheetPrint tour={tour} date={date} onLink={() => (nLinks.value += 1)} />
                <div class="actions">
                  <button type="button" class="button" onClick={() => (sharing.value = true)}>
                    {w.asText}
                  </button>
                </div>
              </div>
            </section>
            {edits && <LinkSection tour={tour} date={date} made={nLinks.value} />}
          </div>
        )}
        <div>
          <TourFiles tour={tour} />
          <FeedSection tour={tour} />
        </div>
      </div>
      {sharing.value && sheet && (
        <ShareDialog tour={tour} sheet={sheet} onClose={() => (sharing.value = false)} />
      )}
    </div>
  );
}
