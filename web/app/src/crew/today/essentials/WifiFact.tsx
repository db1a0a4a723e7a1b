// The Wi-Fi of the house, with its password to copy.

import type { Venue } from '../../../api/types';
import { words } from '../../../i18n';
import { say } from '../../../ui/Toast';
import { copyText } from '../../../ui/copy';
import { Fact } from '../../parts/Fact';

export function WifiFact({ venue }: { venue: Venue }) {
  const w = words.value.sheet;
  const password = venue.wifi_password;
  const copy = async () => {
    say((await copyText(password ?? '')) ? w.copied : w.notCopied);
  };
  return (
    <Fact
      icon="wifi"
      title={venue.wifi_network ?? ''}
      {...(password ? { action: { text: w.copy, label: w.copyPassword, run: () => void copy() } } : {})}
    >
      <span class="secret">{password ?? w.noPassword}</span>
    </Fact>
  );
}
