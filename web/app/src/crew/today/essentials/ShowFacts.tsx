// The shows and other events of the day: who plays, and what holds for guests, photographers and merchandise.

import type { DaySheet, Event } from '../../../api/types';
import { words } from '../../../i18n';
import type { Term } from '../../parts/TermLine';
import { Terms } from '../../parts/Terms';
import { statusText } from '../../say';

const FIELDS = [
  'ticket_status',
  'guest_list',
  'photo_policy',
  'merch',
  'age_limit',
  'stage',
  'capacity',
  'notes',
] as const;

const FIRST = 5;

export function ShowFacts({ sheet }: { sheet: DaySheet }) {
  const { show } = words.value.sheet;
  return (
    <>
      {sheet.events.map((event) => {
        const terms = termsOf(event);
        const status = statusText(event.status);
        if (terms.length === 0) return null;
        return (
          <section key={event.id} class="card">
            <h2 dir="auto">
              {event.title ?? show} {status && <span class="tape quiet">{status}</span>}
            </h2>
            <Terms terms={terms} first={FIRST} />
          </section>
        );
      })}
    </>
  );
}

function termsOf(event: Event): Term[] {
  const { facts } = words.value.sheet;
  const terms: Term[] = event.billing?.length
    ? [{ name: facts.billing, value: event.billing.join(', ') }]
    : [];
  for (const field of FIELDS) {
    const value = event[field];
    if (value !== undefined && value !== null && value !== '') terms.push({ name: facts[field], value });
  }
  return terms;
}
