// Where this device stands, in words, at the top right of every screen.

import { words } from '../i18n';
import { standing } from '../data/sync';
import { upToDateAt } from '../data/book';
import { prefs } from '../data/prefs';
import { dial } from '../time/format';
import { href } from '../routes';
import { Icon } from './Icon';

/** Says it in a link to what waits and what was not accepted. */
export function SyncState({ tour }: { tour: string | undefined }) {
  const { icon, strong, text } = said();
  const to = standing.value.expired ? ({ name: 'login' } as const) : ({ name: 'settings' } as const);
  return (
    <a class="sync" href={href(tour ? { name: 'outbox', tour } : to)}>
      {icon && <Icon name={icon} />}
      <span role="status">
        {strong && <b>{strong}</b>} {text}
      </span>
    </a>
  );
}

function said(): { icon?: 'off' | 'warn'; strong?: string; text: string } {
  const now = standing.value;
  const { sync } = words.value;
  if (now.expired) return { icon: 'warn', text: sync.expired };
  const off = now.line === 'offline' ? ({ icon: 'off' } as const) : {};
  if (now.nTray > 0) {
    const [strong, text] = sync.attention(now.nTray);
    return { icon: 'warn', strong, text };
  }
  if (now.nWaiting > 0) {
    const [strong, text] = sync.waiting(now.nWaiting);
    return { ...off, strong, text };
  }
  if (now.line === 'offline') {
    const at = upToDateAt.value;
    return { ...off, text: at === undefined ? sync.offline : sync.offlineSince(clockHere(at)) };
  }
  return { text: now.line === 'unknown' ? sync.unknown : sync.upToDate };
}

/** When that was, on this device's own clock. */
function clockHere(at: number): string {
  const date = new Date(at);
  return dial(date.getHours() * 60 + date.getMinutes(), prefs.value.cycle);
}
