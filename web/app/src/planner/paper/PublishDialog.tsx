// Handing out a sheet or a list: what its new version changes, how much that matters and why; and once that is done,
// what there is to do with it.

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { line } from '../../data/sync';
import { words } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import type { Remote } from '../day/remote';
import { Trouble } from '../day/Trouble';
import { planWords } from '../words';
import './paper.css';
import { PublishForm } from './PublishForm';
import { previewVersion, publishVersion, type Order, type PublishPlan, type Subject } from './server';

interface Props {
  tour: string;
  subject: Subject;
  title: string;
  onClose: () => void;
  /** What there is to do once it is published. */
  children: ComponentChildren;
}

export function PublishDialog({ tour, subject, title, onClose, children }: Props) {
  const w = planWords.value.paper.publish;
  const plan = useSignal<Remote<PublishPlan>>({ state: 'loading' });
  const done = useSignal<PublishPlan | undefined>(undefined);
  const busy = useSignal(false);
  const failed = useSignal('');
  const look = async () => {
    plan.value = { state: 'loading' };
    plan.value = await previewVersion(tour, subject);
  };
  useEffect(() => void look(), []);
  useEffect(() => {
    if (line.value === 'online' && plan.peek().state === 'offline') void look();
  }, [line.value]);

  const publish = async (order: Order) => {
    if (busy.value) return;
    busy.value = true;
    failed.value = '';
    const answer = await publishVersion(tour, subject, order);
    busy.value = false;
    if (answer.state === 'here') done.value = answer.value;
    else failed.value = answer.state === 'offline' ? w.offline : answer.why;
  };
  const now = plan.value;
  return (
    <Dialog title={done.value ? w.done(done.value.version) : title} onClose={onClose}>
      {done.value ? (
        <div class="form paper-done">
          <p role="status">{w.doneHint(done.value.version)}</p>
          {children}
          <div class="actions">
            <button type="button" class="button" onClick={onClose}>
              {words.value.app.close}
            </button>
          </div>
        </div>
      ) : (
        <>
          {now.state === 'loading' && (
            <p class="form" role="status">
              {w.loading}
            </p>
          )}
          {now.state === 'offline' && <Trouble text={w.offline} onRetry={() => void look()} />}
          {now.state === 'refused' && <p class="form">{w.refused(now.why)}</p>}
          {now.state === 'here' && (
            <PublishForm
              plan={now.value}
              busy={busy.value}
              failed={failed.value}
              onPublish={(order) => void publish(order)}
              onClose={onClose}
            />
          )}
        </>
      )}
    </Dialog>
  );
}
