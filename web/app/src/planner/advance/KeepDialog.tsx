// Taking what was learnt back to the organisation's directory, after a look at what that corrects there.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { words } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { say } from '../../ui/Toast';
import type { Remote } from '../day/remote';
import { Trouble } from '../day/Trouble';
import { valueText } from '../day/valueText';
import { planWords } from '../words';
import type { SeenSheet } from './overlay';
import { advanceWords } from './say';
import { keepOf, type Kept } from './server';

interface Props {
  tour: string;
  sheet: SeenSheet;
  onClose: () => void;
}

export function KeepDialog({ tour, sheet, onClose }: Props) {
  const { keepDialog: w, sheet: sheetWords } = advanceWords.value;
  const { field: names } = planWords.value.day;
  const plan = useSignal<Remote<Kept>>({ state: 'loading' });
  const look = async () => {
    plan.value = { state: 'loading' };
    plan.value = await keepOf(tour, sheet.advance, true);
  };
  useEffect(() => void look(), []);
  const keep = async () => {
    plan.value = { state: 'loading' };
    const done = await keepOf(tour, sheet.advance, false);
    if (done.state !== 'here') {
      plan.value = done;
      return;
    }
    say(w.kept);
    onClose();
  };
  const now = plan.value;
  const ready = now.state === 'here' ? now.value : undefined;
  return (
    <Dialog title={w.title} onClose={onClose} wide>
      <div class="form adv-form">
        <p>{w.lead}</p>
        {now.state === 'loading' && <p role="status">{w.looking}</p>}
        {now.state === 'offline' && <Trouble text={sheetWords.needsServer} onRetry={() => void look()} />}
        {now.state === 'refused' && <Trouble text={now.why} />}
        {ready && (
          <>
            {ready.new_venue ? (
              <p>{w.newVenue}</p>
            ) : (
              <h3>{ready.corrections.length > 0 ? w.corrections : w.noCorrections}</h3>
            )}
            {ready.corrections.length > 0 && (
              <ul class="adv-plan">
                {ready.corrections.map(({ field, from, to }) => (
                  <li key={field}>
                    <b>{names[field] ?? field}</b> <s dir="auto">{valueText(field, from) || w.nothing}</s>{' '}
                    <bdi>{valueText(field, to)}</bdi>
                  </li>
                ))}
              </ul>
            )}
            <p>{w.answers(ready.answers)}</p>
            <div class="actions">
              <button type="button" class="button" onClick={onClose}>
                {words.value.app.cancel}
              </button>
              <button
                type="button"
                class="button go"
                disabled={ready.edits.length === 0}
                onClick={() => void keep()}
              >
                {ready.edits.length === 0 ? w.nothingToKeep : w.keep}
              </button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
