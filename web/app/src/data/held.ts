// What waits for a manager: whether somebody has decided meanwhile. No round of the sync says so by itself, because
// a group that was sent once is never sent again.

import { answered, api, Refused } from '../api/client';
import { entries, receive, refuse } from './outbox';

/** The reason of an entry that a manager has let go. */
export const DECIDED_AGAINST = 'discarded by a manager';

/** Asks for every held entry of a tour. */
export async function checkHeld(tour: string): Promise<void> {
  const held = entries.value.filter((entry) => entry.tour === tour && entry.state === 'held');
  for (const entry of held) {
    const params = { path: { tour, group: entry.id } };
    try {
      const found = await answered(api.GET('/v1/tours/{tour}/groups/{group}', { params }));
      if (found.held?.decided === 'discarded') await refuse(entry, DECIDED_AGAINST);
      // Accepting makes a group of the manager's; this one's own receipt stays as it was.
      else if (found.held?.decided === 'accepted')
        await receive(entry, { ...found.receipt, status: 'applied' });
      else if (found.receipt.status !== 'held') await receive(entry, found.receipt);
    } catch (error) {
      // Somebody who has lost the level to see it cannot be told; the entry stays as it is.
      if (!(error instanceof Refused && error.status === 404)) throw error;
    }
  }
}
