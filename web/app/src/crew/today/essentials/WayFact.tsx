// The way to the venue.

import type { Venue } from '../../../api/types';
import { words } from '../../../i18n';
import { addressOf, mapHref } from '../../links';
import { Fact } from '../../parts/Fact';

export function WayFact({ venue }: { venue: Venue }) {
  const w = words.value.sheet;
  const map = mapHref(venue.place);
  const entrance = venue.artist_entrance && `${w.facts.artist_entrance}: ${venue.artist_entrance}`;
  return (
    <Fact
      icon="pin"
      title={venue.name}
      links={map ? [{ href: map, text: w.map, label: w.mapOf(venue.name) }] : []}
    >
      {[addressOf(venue.place), entrance].filter(Boolean).join('\n')}
    </Fact>
  );
}
