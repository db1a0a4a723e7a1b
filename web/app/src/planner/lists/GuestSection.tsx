// The guest list of an event: who was asked for, what became of it, and how many people that is.

import { useSignal } from '@preact/signals';
import type { Event } from '../../api/types';
import { audiencesFor } from '../../crew/audiences';
import { set } from '../../data/edits';
import { seenPeople } from '../../data/people';
import { may, tourOf } from '../../data/session';
import { words } from '../../i18n';
import { Icon } from '../../ui/Icon';
import { saveStep } from '../../ui/saveStep';
import { planWords } from '../words';
import { Handing } from './Handing';
import { MarkText } from './MarkText';
import type { Listed } from './overlay';
import { RecordDialog } from './RecordDialog';
import { listed } from './records';

interface Props {
  tour: string;
  event: Event;
}

const ORDER = ['new', 'approved', 'waitlist', 'denied'];
export const statusOf = (guest: Listed) => String(guest.fields.status ?? 'new');
export const quantityOf = (guest: Listed) => Number(guest.fields.quantity ?? 1);

export function GuestSection({ tour, event }: Props) {
  const w = planWords.value.lists;
  const open = useSignal<Listed | 'new' | undefined>(undefined);
  const edits = may(tourOf(tour), 'edit');
  const guests = (listed('guest_request') ?? [])
    .filter((one) => one.fields.event === event.id)
    .toSorted(
      (a, b) =>
        ORDER.indexOf(statusOf(a)) - ORDER.indexOf(statusOf(b)) ||
        String(a.fields.name).localeCompare(String(b.fields.name)),
    );
  const approved = guests.filter((one) => statusOf(one) === 'approved');
  const nNew = guests.filter((one) => statusOf(one) === 'new').length;
  const people = approved.reduce((sum, one) => sum + quantityOf(one), 0);
  const title = w.guestList(event.title ?? event.venue_name ?? words.value.sheet.show);
  return (
    <section class="lists-section" aria-label={title}>
      <header>
        <h2 dir="auto">{title}</h2>
        <p>
          {w.guestTotals(people, approved.length, nNew)}
          {event.guest_list && <> · {w.terms(event.guest_list)}</>}
        </p>
        {audiencesFor(tour).length > 0 && (
          <button type="button" class="button" onClick={() => (open.value = 'new')}>
            <Icon name="plus" /> {w.add.guest_request}
          </button>
        )}
      </header>
      <Handing tour={tour} list={{ event: event.id }} title={title} edits={edits} />
      {guests.length === 0 ? (
        <p class="lists-none">{w.noGuests}</p>
      ) : (
        <ul class="lists-rows">
          {guests.map((guest) => (
            <GuestRow
              key={guest.id}
              tour={tour}
              guest={guest}
              edits={edits}
              onOpen={() => (open.value = guest)}
            />
          ))}
        </ul>
      )}
      {open.value && (
        <RecordDialog
          tour={tour}
          kind="guest_request"
          record={open.value === 'new' ? undefined : open.value}
          begin={{ event: event.id, status: 'new' }}
          nameOf={(fields) => String(fields.name ?? '')}
          onClose={() => (open.value = undefined)}
        />
      )}
    </section>
  );
}

interface RowProps {
  tour: string;
  guest: Listed;
  edits: boolean;
  onOpen: () => void;
}

function GuestRow({ tour, guest, edits, onOpen }: RowProps) {
  const w = planWords.value.lists;
  const { fields } = guest;
  const name = String(fields.name ?? '');
  const status = statusOf(guest);
  const asked = seenPeople.value.people.find((one) => one.id === fields.requested_by)?.name;
  const about = [
    fields.affiliation,
    ((fields.companions as string[] | undefined) ?? []).join(', '),
    fields.passes,
    fields.tickets,
    fields.pickup && w.pickup(String(fields.pickup)),
    fields.box_office_note,
    asked && w.askedBy(asked),
  ].filter(Boolean);
  const decide = (to: string) => {
    const edit = set('guest_request', guest.id, { status: [fields.status, to] });
    void saveStep(tour, [edit], w.decided(name, (w.options as Record<string, string>)[to] ?? to));
  };
  return (
    <li class={`of-${status}`}>
      <span class="n">{quantityOf(guest)}</span>
      <span class="told">
        <b dir="auto">{name}</b>
        <small dir="auto">{about.join(' · ')}</small>
        <MarkText mark={guest.mark} />
      </span>
      <span class="state">{(w.options as Record<string, string>)[status] ?? status}</span>
      {edits && (
        <span class="does">
          {status !== 'approved' && (
            <button
              type="button"
              class="button"
              aria-label={w.approveOf(name)}
              onClick={() => decide('approved')}
            >
              {w.approve}
            </button>
          )}
          {status !== 'denied' && (
            <button type="button" class="button" aria-label={w.denyOf(name)} onClick={() => decide('denied')}>
              {w.deny}
            </button>
          )}
          <button type="button" class="button" aria-label={w.editOf(name)} onClick={onOpen}>
            {w.edit}
          </button>
        </span>
      )}
    </li>
  );
}
