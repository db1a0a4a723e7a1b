// In which audiences of a tour somebody may write notes and tasks.

import { may, tourOf } from '../data/session';

export function audiencesFor(tour: string): { id: string; audience: string }[] {
  const of = tourOf(tour);
  const mine = of?.audiences.filter((one) => may(of, 'contribute', one.audience)) ?? [];
  // Everyone first: what is not for everyone is chosen on purpose.
  return mine.toSorted((a, b) => Number(b.audience === 'everyone') - Number(a.audience === 'everyone'));
}
