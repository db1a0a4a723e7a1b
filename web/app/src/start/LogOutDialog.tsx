// The end of a log-in. It removes everything from the device, so it says first what would be lost.

import { useSignal } from '@preact/signals';
import { entries } from '../data/outbox';
import { expired, logOut } from '../data/session';
import { line, syncing, syncNow } from '../data/sync';
import { words } from '../i18n';
import { Dialog } from '../ui/Dialog';

/** More labels than this do not help anybody to decide. */
const LABELS_MAX = 6;

interface Props {
  onClose: () => void;
  onDone?: () => void;
}

export function LogOutDialog({ onClose, onDone }: Props) {
  const w = words.value.logOut;
  const tried = useSignal(false);
  const busy = useSignal(false);
  const lost = entries.value.filter((entry) => entry.state === 'waiting' || entry.state === 'refused');
  const leave = async () => {
    busy.value = true;
    await logOut();
    onDone?.();
  };
  const send = async () => {
    await syncNow();
    tried.value = true;
  };
  return (
    <Dialog title={w.title} onClose={onClose}>
      <div class="form">
        <p>{w.removes}</p>
        {lost.length > 0 && (
          <div class="start-notice lost">
            <p>
              <b>{w.lost(lost.length)}</b>
            </p>
            <ul>
              {lost.slice(0, LABELS_MAX).map((entry) => (
                <li key={entry.id} dir="auto">
                  {entry.label}
                </li>
              ))}
            </ul>
            {lost.length > LABELS_MAX && <p>{w.more(lost.length - LABELS_MAX)}</p>}
          </div>
        )}
        <p role="status">{said(tried.value, lost.length)}</p>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          {lost.some((entry) => entry.state === 'waiting') && !expired.value && (
            <button type="button" class="button" aria-busy={syncing.value} onClick={() => void send()}>
              {syncing.value ? words.value.sync.syncing : w.send}
            </button>
          )}
          <button type="button" class="button stop" aria-busy={busy.value} onClick={() => void leave()}>
            {lost.length > 0 ? w.leaveAndDelete : w.leave}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** How sending went, or why it cannot be tried. */
function said(tried: boolean, n: number): string {
  const w = words.value.logOut;
  if (expired.value && n > 0) return w.expired;
  if (!tried) return line.value === 'offline' ? w.offline : '';
  if (n === 0) return w.sent;
  return line.value === 'online' ? w.notTaken : w.unreachable;
}
