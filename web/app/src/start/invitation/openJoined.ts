// Opening a tour that somebody is on from now.

import { prefer } from '../../data/prefs';
import { syncNow } from '../../data/sync';
import { go } from '../../routes';

export function openJoined(tour: string): void {
  prefer({ tour });
  go({ name: 'today', tour }, 'replace');
  void syncNow();
}
