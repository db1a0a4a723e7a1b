// Whom to call on this day: the house's people first, then those who run the tour.

import type { DaySheet, Person } from '../../../api/types';
import { account } from '../../../data/session';
import { words } from '../../../i18n';
import { More } from '../../parts/More';
import { CallFact } from './CallFact';

/** As many as are read at a glance. */
const FIRST = 4;

export function CallList({ sheet }: { sheet: DaySheet }) {
  const w = words.value.sheet;
  const { tour_manager: tourManager, production_manager: productionManager } = sheet.header;
  const people = [
    ...sheet.contacts,
    ...leads([
      [tourManager as unknown as Person | null, w.tourManager],
      [productionManager as unknown as Person | null, w.productionManager],
    ]),
  ];
  if (people.length === 0) return null;
  return (
    <section class="card">
      <h2>{w.people}</h2>
      <div class="facts">
        <More
          first={FIRST}
          items={people.map((person) => (
            <CallFact key={person.id} person={person} />
          ))}
        />
      </div>
    </section>
  );
}

/** Those who run the tour, each once and without whoever reads this. */
function leads(found: [person: Person | null, role: string][]): Person[] {
  const byId = new Map<string, Person>();
  for (const [person, role] of found) {
    if (!person || (person.account && person.account === account.value?.id)) continue;
    if (!byId.has(person.id)) byId.set(person.id, { ...person, role: person.role ?? role });
  }
  return [...byId.values()];
}
