// Somebody to call; to write to, where there is no number.

import type { Contact, Person } from '../../../api/types';
import { words } from '../../../i18n';
import { callHref } from '../../links';
import { Fact } from '../../parts/Fact';
import { Joined } from '../../parts/Joined';

export function CallFact({ person }: { person: Person | Contact }) {
  const w = words.value.sheet;
  const { phone, email, name } = person;
  const company = person.company === name ? undefined : person.company;
  const links = phone
    ? [{ href: callHref(phone), text: w.call, label: w.callName(name) }]
    : email
      ? [{ href: `mailto:${email}`, text: w.mail, label: w.write(name) }]
      : [];
  return (
    <Fact icon={phone ? 'phone' : 'people'} title={name} links={links}>
      <Joined parts={[person.role, company]} />
      {'\n'}
      {phone ?? email}
    </Fact>
  );
}
