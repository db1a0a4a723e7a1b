// The tours that somebody is on, and a new one for whoever manages an organisation.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import type { Tour } from '../../api/types';
import { openTour } from '../../data/book';
import { may, session } from '../../data/session';
import { shortDate, words } from '../../i18n';
import { href } from '../../routes';
import { Icon } from '../../ui/Icon';
import { failureOf, type Failure } from '../failures';
import { failureText } from '../FailureText';
import { isDesk } from './desk';
import { NewTourDialog } from './NewTourDialog';

export type Organisation = components['schemas']['OrganisationOut'];

export function Tours() {
  const w = words.value.settings;
  const tours = session.value?.tours ?? [];
  const organisations = useSignal<Organisation[] | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  const making = useSignal(false);
  const begin = async () => {
    failure.value = undefined;
    try {
      const { items } = await answered(api.GET('/v1/organisations'));
      organisations.value = items.filter((one) => one.level === 'manage');
    } catch (error) {
      failure.value = failureOf(error);
    }
  };
  useEffect(() => void begin(), []);
  return (
    <section aria-labelledby="tours">
      <h2 id="tours">{w.tours}</h2>
      {tours.length === 0 && <p class="settings-text">{w.noTours}</p>}
      <ul class="settings-list">
        {tours.map((tour) => (
          <li key={tour.id}>
            <TourLink tour={tour} />
          </li>
        ))}
      </ul>
      <div class="settings-row">
        {organisations.value ? (
          <button type="button" class="button" onClick={() => (making.value = true)}>
            <Icon name="plus" /> {w.newTour}
          </button>
        ) : (
          failure.value && <p class="settings-text">{failureText(failure.value)}</p>
        )}
      </div>
      {making.value && organisations.value && (
        <NewTourDialog organisations={organisations.value} onClose={() => (making.value = false)} />
      )}
    </section>
  );
}

function TourLink({ tour }: { tour: Tour }) {
  const { settings: w, level } = words.value;
  const own = tour.audiences.find((one) => one.audience === 'everyone')?.level;
  const dates = [tour.first_date, tour.last_date].filter((date) => date).map((date) => shortDate(date ?? ''));
  const isOpen = tour.id === openTour.value;
  return (
    <a
      class="settings-link"
      aria-current={isOpen ? 'true' : undefined}
      href={href(
        may(tour, 'edit') && isDesk()
          ? { name: 'plan', tour: tour.id, page: 'grid' }
          : { name: 'today', tour: tour.id },
      )}
    >
      <span>
        <b dir="auto">{tour.name}</b>
        <small>
          {[dates.length > 0 ? dates.join(' – ') : w.noDates, own && level[own]].filter(Boolean).join(', ')}
        </small>
      </span>
      {isOpen && <span class="tape quiet">{w.open}</span>}
      <Icon name="right" />
    </a>
  );
}
