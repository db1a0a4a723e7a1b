// Asked before a log-in deletes what somebody else has not sent from this device.

import { turnAway, type OthersEdits } from '../data/session';
import { words } from '../i18n';
import { Dialog } from '../ui/Dialog';

interface Props {
  found: OthersEdits;
  onDelete: () => void;
  /** With the address of whose edits they are, where somebody wants to send them first. */
  onClose: (address?: string) => void;
}

export function OthersEditsDialog({ found, onDelete, onClose }: Props) {
  const w = words.value.login;
  const { n, whose, arrived } = found;
  const close = (address?: string) => {
    // The newcomer's log-in has begun; without it what is kept here stays whose it is.
    if (arrived) void turnAway().catch(() => undefined);
    onClose(address);
  };
  return (
    <Dialog title={w.othersTitle(n)} onClose={() => close()}>
      <div class="form">
        <p>{whose ? w.others(n, whose.name) : w.othersUnknown(n)}</p>
        <div class="actions">
          <button type="button" class="button stop" onClick={onDelete}>
            {w.othersDelete(n)}
          </button>
          <button type="button" class="button go" onClick={() => close(whose?.email)}>
            {whose ? w.othersFirst(whose.name) : words.value.app.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
