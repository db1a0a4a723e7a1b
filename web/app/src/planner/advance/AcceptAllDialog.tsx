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
import { decideOn, type Decided } from './server';

interface Props {
  tour: string;
  sheet: SeenSheet;
  onClose: () => void;
}

export function AcceptAllDialog({ tour, sheet, onClose }: Props) {
  const { decide: w, sheet: sheetWords } = advanceWords.value;
  // What is before somebody when they open it, and nothing that comes in meanwhile.
  const decisions = useRef(
    fieldsOf(sheet)
      .filter((field) => field.state === 'answered')
      .map((field) => ({ key: field.question.key, outcome: 'accepted', answer: field.answer })),
  ).current;
  const plan = useSignal<Remote<Decided>>({ state: 'loading' });
  const look = async () => {
    plan.value = { state: 'loading' };
    plan.value = await decideOn(tour, sheet.advance, decisions, true);
  };
  useEffect(() => void look(), []);
  const accept = async () => {
    plan.value = { state: 'loading' };
    const done = await decideOn(tour, sheet.advance, decisions, false);
    if (done.state !== 'here') {
      plan.value = done;
      return;
    }
    say(w.accepted(decisions.length));
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
              {w.changes(decisions.length)}{' '}
              {fieldsOf(sheet).some((field) => field.state === 'disputed') && w.withoutDisputes}
            </p>
            <BookEdits edits={now.value.edits} />
            <div class="actions">
              <button type="button" class="button" onClick={onClose}>
                {words.value.app.cancel}
              </button>
              <button type="button" class="button go" onClick={() => void accept()}>
                {w.apply(decisions.length)}
              </button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
