// What was done on this device and is not in force yet: what waits for a network, for a manager, and what the
// server did not take. Nothing leaves this list but by its author's hand or because it took effect.

import type { Entry, EntryState } from '../../data/db';
import { upToDateAt } from '../../data/book';
import { entries } from '../../data/outbox';
import { tourOf } from '../../data/session';
import { standing, syncNow } from '../../data/sync';
import { words } from '../../i18n';
import { href } from '../../routes';
import { Icon } from '../../ui/Icon';
import { momentText } from '../moment';
import { EntryCard } from './EntryCard';
import './outbox.css';

export function Outbox({ tour }: { tour: string }) {
  const w = words.value.outbox;
  const [refused, held, waits] = [inState('refused'), inState('held'), inState('waiting')];
  return (
    <div class="outbox">
      <h1>{w.title}</h1>
      <Standing />
      <Group tour={tour} title={w.refused} hint={w.refusedHint} all={refused} />
      <Group tour={tour} title={w.held} hint={w.heldHint} all={held} />
      <Group tour={tour} title={w.waiting} hint={w.waitingHint} all={waits} />
      {refused.length + held.length + waits.length === 0 && (
        <section class="outbox-nothing">
          <h2>{w.empty}</h2>
          <p>{w.emptyHint}</p>
        </section>
      )}
    </div>
  );
}

function inState(state: EntryState): Entry[] {
  return entries.value.filter((entry) => entry.state === state);
}

/** Whether there is a network, and as of when the book is. */
function Standing() {
  const w = words.value.outbox;
  const { line, syncing, expired } = standing.value;
  const at = upToDateAt.value;
  const isOff = line === 'offline' && !expired;
  return (
    <section class={isOff || expired ? 'outbox-standing off' : 'outbox-standing'} aria-label={w.standing}>
      {isOff && <Icon name="off" />}
      {expired && <Icon name="warn" />}
      <div role="status">
        <p>
          <b>
            {expired
              ? w.expired
              : isOff
                ? w.offline
                : line === 'unknown'
                  ? words.value.sync.unknown
                  : w.online}
          </b>
        </p>
        <p>{at === undefined ? w.never : w.upToDate(momentText(at))}</p>
        {isOff && <p>{w.offlineHint}</p>}
      </div>
      {expired ? (
        <a class="button go" href={href({ name: 'login' })}>
          {words.value.login.submit}
        </a>
      ) : (
        <button type="button" class="button" aria-busy={syncing} onClick={() => void syncNow()}>
          {syncing ? words.value.sync.syncing : w.now}
        </button>
      )}
    </section>
  );
}

interface GroupProps {
  tour: string;
  title: (n: number) => string;
  hint: string;
  all: Entry[];
}

function Group({ tour, title, hint, all }: GroupProps) {
  if (all.length === 0) return null;
  const elsewhere = (entry: Entry) =>
    entry.tour === tour ? undefined : (tourOf(entry.tour)?.name ?? words.value.outbox.otherTour);
  return (
    <section class="outbox-group">
      <h2>{title(all.length)}</h2>
      <p>{hint}</p>
      {all.map((entry) => (
        <EntryCard key={entry.id} entry={entry} elsewhere={elsewhere(entry)} />
      ))}
    </section>
  );
}
