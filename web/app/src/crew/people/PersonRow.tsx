// Somebody, with the ways to reach them.

import type { Contact, Person } from '../../api/types';
import { account } from '../../data/session';
import { words } from '../../i18n';
import { Icon } from '../../ui/Icon';
import { callHref } from '../links';

export function PersonRow({ person }: { person: Person | Contact }) {
  const { sheet, directory } = words.value;
  const { phone, email } = person;
  const own = person as Person;
  const called = own.preferred_name && own.preferred_name !== person.name ? own.preferred_name : undefined;
  const isYou = own.account !== undefined && own.account === account.value?.id;
  return (
    <li class="person">
      <span class="told">
        <b dir="auto">{called ?? person.name}</b>
        {isYou && <span class="tape quiet">{directory.you}</span>}
        <small dir="auto">
          {[
            called && person.name,
            person.role,
            own.party && directory.party(own.party),
            own.bunk,
            person.company,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {phone && <small class="number">{phone}</small>}
      </span>
      {email && (
        <a class="reach" href={`mailto:${email}`} aria-label={sheet.write(person.name)} title={email}>
          <Icon name="mail" />
        </a>
      )}
      {phone && (
        <a class="reach" href={callHref(phone)} aria-label={sheet.callName(person.name)} title={phone}>
          <Icon name="phone" />
        </a>
      )}
    </li>
  );
}
