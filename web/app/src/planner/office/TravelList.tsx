// How everybody gets from date to date: every leg of the tour, to be looked through, added, changed and deleted.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ownEntries } from '../../data/book';
import { may, scopeOf, tourOf } from '../../data/session';
import { Icon } from '../../ui/Icon';
import { planWords } from '../words';
import { dateHere, legs, personOf, type DatedLeg } from './legs';
import { matches } from './matches';
import { fieldsOf, rawTravel, readRawTravel } from './rawTravel';
import { TravelDialog } from './TravelDialog';
import { TravelTable } from './TravelTable';
import './office.css';

/** Longer than this nobody waits for a form to open. */
const ANSWER_MS_MAX = 1_500;

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

export function TravelList({ tour }: { tour: string }) {
  const w = planWords.value.office.travel;
  const find = useSignal('');
  const open = useSignal<DatedLeg | 'new' | undefined>(undefined);
  const mayEdit = may(tourOf(tour), 'edit') && scopeOf(tourOf(tour)) !== undefined;
  useEffect(() => void readRawTravel(tour), [tour]);
  const edit = async (dated: DatedLeg) => {
    const known = rawTravel.value.get(dated.leg.id);
    // Somebody has changed it since. Without an answer soon, what the sheet shows has to do.
    const isOld = known === undefined || known.ver < dated.leg.ver;
    if (isOld && dated.leg.ver > 0) await Promise.race([readRawTravel(tour), wait(ANSWER_MS_MAX)]);
    open.value = dated;
  };
  const all = legs.value;
  const shown = all.filter(({ leg }) =>
    matches(find.value, [
      leg.title,
      leg.number,
      leg.operator,
      leg.depart.name,
      leg.arrive.name,
      w.modes[leg.mode ?? ''],
      ...leg.people,
    ]),
  );
  return (
    <div class="office">
      <header class="office-bar">
        <h1>{w.title(all.length)}</h1>
        <input
          class="office-find"
          type="search"
          aria-label={w.find}
          placeholder={w.find}
          value={find.value}
          onInput={(event) => (find.value = event.currentTarget.value)}
        />
        {mayEdit && (
          <button type="button" class="btn" onClick={() => (open.value = 'new')}>
            <Icon name="plus" /> {w.add}
          </button>
        )}
      </header>
      <section class="office-body" aria-label={w.list}>
        {all.length === 0 && <p class="office-nothing">{mayEdit ? w.empty : w.emptyRead}</p>}
        {all.length > 0 && shown.length === 0 && <p class="office-nothing">{w.notFound(find.value)}</p>}
        {shown.length > 0 && (
          <TravelTable
            tour={tour}
            all={shown}
            today={dateHere.value}
            onOpen={mayEdit ? (dated) => void edit(dated) : undefined}
          />
        )}
      </section>
      {open.value && (
        <TravelDialog
          tour={tour}
          dated={open.value === 'new' ? undefined : open.value}
          fields={
            open.value === 'new' ? {} : fieldsOf(open.value.leg, rawTravel.value, ownEntries.value, personOf)
          }
          onClose={() => (open.value = undefined)}
        />
      )}
    </div>
  );
}
