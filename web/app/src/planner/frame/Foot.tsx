// The line at the foot: where everything is saved, how much tour there is, and the keys.

import { dates, tourPiece, upToDateAt } from '../../data/book';
import { prefs } from '../../data/prefs';
import { standing } from '../../data/sync';
import { distance } from '../../i18n';
import { href } from '../../routes';
import { dial } from '../../time/format';
import { UpdateButton } from '../../ui/UpdateButton';
import { farTo } from '../grid/drives';
import { drives, gridDays } from '../grid/tour';
import { planWords } from '../words';

export function Foot({ tour, keys }: { tour: string; keys: boolean }) {
  const { frame: w } = planWords.value;
  return (
    <footer class="foot">
      <Standing tour={tour} />
      <Totals />
      <UpdateButton class="btn update" />
      {keys && (
        <span class="keys">
          <Hint name="Enter" text={w.hints.edit} />
          <Hint name="N" text={w.hints.newDay} />
          <Hint name="/" text={w.hints.find} />
          <Hint name="?" text={w.hints.keys} />
        </span>
      )}
    </footer>
  );
}

function Hint({ name, text }: { name: string; text: string }) {
  return (
    <span>
      <kbd>{name}</kbd> {text}
    </span>
  );
}

function Standing({ tour }: { tour: string }) {
  const { state: w } = planWords.value.frame;
  const now = standing.value;
  const at = upToDateAt.value;
  const off = now.line === 'offline';
  const server =
    at === undefined
      ? w.never
      : off
        ? w.asOf(clockHere(at))
        : now.syncing && now.nWaiting > 0
          ? w.sending
          : w.upToDate(clockHere(at));
  const strong =
    now.nTray > 0 ? w.attention(now.nTray) : now.nWaiting > 0 ? w.waiting(now.nWaiting) : w.saved;
  const tone = now.nTray > 0 || now.expired ? 'stop' : off || now.nWaiting > 0 ? 'wait' : 'ok';
  return (
    <span class="standing">
      <i class={tone} aria-hidden="true" />
      <span role="status">
        <b>{strong}</b>, {now.expired ? w.expired : server}
      </span>
      {(now.nTray > 0 || now.expired || now.nWaiting > 0) && (
        <a href={href(now.expired ? { name: 'login' } : { name: 'outbox', tour })}>{w.look}</a>
      )}
    </span>
  );
}

/** When that was, on this device's own clock. */
function clockHere(at: number): string {
  const date = new Date(at);
  return dial(date.getHours() * 60 + date.getMinutes(), prefs.value.cycle);
}

function Totals() {
  const shows = tourPiece.value?.header.n_shows ?? 0;
  const km = dates.value.reduce((sum, date) => {
    const day = gridDays.value.get(date);
    return sum + (farTo(drives.value.get(date), day?.drive)?.km ?? day?.distance_km ?? 0);
  }, 0);
  return (
    <span class="totals">
      {planWords.value.frame.totals(shows, dates.value.length)}, {distance(km)}
    </span>
  );
}
