// Everybody whom the tour knows, each one tap away from a call.

import { useSignal } from '@preact/signals';
import { dates, sheetOn, tourPiece } from '../../data/book';
import { shortDate, words } from '../../i18n';
import { SearchField } from '../parts/SearchField';
import { today } from '../view';
import { byDepartment, contactGroups } from './directory';
import { PersonRow } from './PersonRow';

export function People() {
  const question = useSignal('');
  const w = words.value.directory;
  const { people = [], contacts = [] } = tourPiece.value?.people ?? {};
  const departments = byDepartment(people, question.value);
  const visits = visitsFrom(today.value);
  const here = new Set(sheetOn(today.value)?.sheet.contacts.map((one) => one.id));
  const groups = contactGroups(contacts, question.value, here, [...visits.keys()]);
  const nothing = departments.length === 0 && groups.here.length === 0 && groups.others.length === 0;
  return (
    <div class="page">
      <header class="head">
        <h1>{w.title}</h1>
      </header>
      <SearchField label={w.search} text={question} />
      {nothing && (
        <p class="empty" role="status">
          {question.value ? w.nothing(question.value) : w.empty}
        </p>
      )}
      {departments.map((group) => (
        <section key={group.name ?? ''} class="list">
          <header>
            <h2 dir="auto">{group.name ?? (departments.length > 1 ? w.others : w.title)}</h2>
          </header>
          <ul class="rows">
            {group.people.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </ul>
        </section>
      ))}
      {groups.here.length > 0 && (
        <section class="list">
          <header>
            <h2>{w.contacts}</h2>
            <p>{w.here}</p>
          </header>
          <ul class="rows">
            {groups.here.map((contact) => (
              <PersonRow key={contact.id} person={contact} />
            ))}
          </ul>
        </section>
      )}
      {groups.others.map((group) => (
        <section key={group.name ?? ''} class="list">
          <header>
            <h2 dir="auto">{group.name ?? w.contacts}</h2>
            <p>{visits.get(group.name ?? '')}</p>
          </header>
          <ul class="rows">
            {group.people.map((contact) => (
              <PersonRow key={contact.id} person={contact} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Each venue in the order in which the tour comes to it from a date on, then those it has been to. */
function visitsFrom(date: string): Map<string, string> {
  const visits = new Map<string, string>();
  const all = dates.value;
  const next = all.findIndex((one) => one >= date);
  const ahead = next < 0 ? [] : all.slice(next);
  for (const one of [...ahead, ...all.slice(0, next < 0 ? all.length : next).toReversed()]) {
    for (const venue of sheetOn(one)?.sheet.venues ?? []) {
      if (!visits.has(venue.name)) visits.set(venue.name, shortDate(one));
    }
  }
  return visits;
}
