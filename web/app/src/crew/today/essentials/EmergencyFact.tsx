// What to do when it is serious: as the house wrote it, line by line.

import type { Venue } from '../../../api/types';
import { words } from '../../../i18n';
import { callHref, phoneIn } from '../../links';
import { Fact } from '../../parts/Fact';

export function EmergencyFact({ venue }: { venue: Venue }) {
  const w = words.value.sheet;
  const phone = phoneIn(venue.emergency);
  return (
    <Fact
      icon="cross"
      title={w.emergency}
      links={phone ? [{ href: callHref(phone), text: w.call, label: w.callName(w.emergency) }] : []}
    >
      {venue.emergency}
    </Fact>
  );
}
