// Accepting every open answer of a sheet, after a look at what that changes in the tour book.

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import type { Remote } from '../day/remote';
import { Trouble } from '../day/Trouble';
import { BookEdits } from './BookEdits';
import { fieldsOf, type SeenSheet } from './overlay';
import { advanceWords } from './say';
import { acceptAll, type Decided } from './server';

interface Props {
  tour: string;
  sheet: SeenSheet;
  onClose: () => void;
}

/** How many answers are decided about: each has an edit of its own record. */
function nAccepted(decided: Decided): number {
  return decided.edits.filter((edit) => edit.do === 'set' && edit.kind === 'advance_field').length;
}

export function AcceptAllDialog({ tour, sheet, onClose }: Props) {
  const { decide: w, sheet: sheetWords } = advanceWords.value;
  // What is before somebody when they open it, and nothing that comes in meanwhile.
  const seen = useRef(sheet.newest).current;
  const plan = useSignal<Remote<Decided>>({ state: 'loading' });
  const look = async () => {
    plan.value = { state: 'loading' };
    plan.value = await acceptAll(tour, sheet.advance, seen, true);
  };
  useEffect(() => void look(), []);
  const accept = async () => {
    plan.value = { state: 'loading' };
    const done = await acceptAll(tour, sheet.advance, seen, false);
    if (done.state !== 'here') {
      plan.value = done;
      return;
    }
    say(w.accepted(nAccepted(done.value)));
    onClose();
  };
  const now = plan.value;
  return (
    <Dialog title={w.allTitle} onClose={onClose} wide>
      <div class="form adv-form">
        {now.state === 'loading' && <p role="status">{w.looking}</p>}
        {now.state === 'offline' && <Trouble text={sheetWords.needsServer} onRetry={() => void look()} />}
        {now.state === 'refused' && <Trouble text={now.why} onRetry={() => void look()} />}
        {now.state === 'here' && (
          <>
            <p>
              {w.changes(nAccepted(now.value))}{' '}
              {fieldsOf(sheet).some((field) => field.state === 'disputed') && w.withoutDisputes}
            </p>
            <BookEdits edits={now.value.edits} />
            {now.value.left.length > 0 && (
              <>
                <p>{w.left}</p>
                <ul>
                  {now.value.left.map((why) => (
                    <li key={why}>{why}</li>
                  ))}
                </ul>
              </>
            )}
            <div class="actions">
              <button type="button" class="button" onClick={onClose}>
                {words.value.app.cancel}
              </button>
              <button type="button" class="button go" onClick={() => void accept()}>
                {w.apply(nAccepted(now.value))}
              </button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
