// People as they are looked for: by department, found by name or role, and contacts by the house they belong to.

import type { Contact, Person } from '../../api/types';
import { matches } from '../search';

export interface Group<T> {
  name: string | undefined;
  people: T[];
}

/** Departments in the order in which their first person stands on the list. */
export function byDepartment(people: readonly Person[], question: string): Group<Person>[] {
  const found = people.filter((one) =>
    matches(question, [one.name, one.preferred_name, one.role, one.department, one.company, one.phone]),
  );
  return grouped(found, (one) => one.department?.trim() || undefined);
}

/** Contacts of this day first, then each house in the order in which the tour comes to it. */
export function contactGroups(
  contacts: readonly Contact[],
  question: string,
  here: ReadonlySet<string>,
  order: readonly string[],
): { here: Contact[]; others: Group<Contact>[] } {
  const found = contacts.filter((one) =>
    matches(question, [one.name, one.role, one.company, one.venue_name, one.category, one.phone]),
  );
  const others = grouped(
    found.filter((one) => !here.has(one.id)),
    (one) => one.venue_name ?? one.company ?? undefined,
  );
  const rank = (name: string | undefined) => {
    const at = order.indexOf(name ?? '');
    return at < 0 ? order.length : at;
  };
  return {
    here: found.filter((one) => here.has(one.id)),
    others: others.toSorted(
      (a, b) => rank(a.name) - rank(b.name) || (a.name ?? '').localeCompare(b.name ?? ''),
    ),
  };
}

function grouped<T>(all: readonly T[], nameOf: (one: T) => string | undefined): Group<T>[] {
  const groups = new Map<string, Group<T>>();
  for (const one of all) {
    const name = nameOf(one);
    const key = name?.toLowerCase() ?? '';
    const group = groups.get(key) ?? { name, people: [] };
    group.people.push(one);
    groups.set(key, group);
  }
  // Whoever has no group stands last.
  return [...groups.values()].toSorted((a, b) => Number(a.name === undefined) - Number(b.name === undefined));
}
