// What a new version changes, and the two things that somebody says with it.

import { useSignal } from '@preact/signals';
import { changeText } from '../../crew/paper/changeText';
import { words } from '../../i18n';
import { Choice } from '../../ui/Choice';
import { planWords } from '../words';
import { SEVERITIES, type Order, type PublishPlan, type Severity } from './server';

interface Props {
  plan: PublishPlan;
  busy: boolean;
  /** Why it was not published. */
  failed: string;
  onPublish: (order: Order) => void;
  onClose: () => void;
}

const REASON_MAX = 200;

export function PublishForm({ plan, busy, failed, onPublish, onClose }: Props) {
  const w = planWords.value.paper.publish;
  const severity = useSignal(SEVERITIES.find((one) => one === plan.severity) ?? 'info');
  const reason = useSignal('');
  const isFirst = plan.version === 1;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const why = reason.value.trim();
        onPublish({ severity: severity.value, ...(why ? { reason: why } : {}) });
      }}
    >
      <section class="paper-changes" aria-label={w.changes}>
        <h3>{isFirst ? w.first(plan.n_lines) : w.next(plan.version, plan.changes.length)}</h3>
        {plan.changes.length > 0 && (
          <ul>
            {plan.changes.map((change) => (
              <li key={change.record} dir="auto">
                {changeText(change)}
              </li>
            ))}
          </ul>
        )}
      </section>
      {!isFirst && (
        <Choice<Severity>
          label={w.severity}
          value={severity.value}
          options={SEVERITIES.map((one) => [one, words.value.paper.severity[one] ?? one] as const)}
          onChoose={(next) => (severity.value = next)}
        />
      )}
      <label>
        {w.reason}
        <input
          name="reason"
          dir="auto"
          maxLength={REASON_MAX}
          value={reason.value}
          onInput={(event) => (reason.value = event.currentTarget.value)}
        />
        <small>{w.reasonHint}</small>
      </label>
      <p role="alert" class={failed ? 'start-alert' : 'vh'}>
        {failed}
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {words.value.app.cancel}
        </button>
        <button class="button go" aria-busy={busy}>
          {w.publish(plan.version)}
        </button>
      </div>
    </form>
  );
}
