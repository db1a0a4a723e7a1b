// A decision for what nobody has said yet: a time, a text or a number, as the field takes it.

import { useSignal } from '@preact/signals';
import type { When } from '../../../time/clock';
import { TimeField } from '../../../ui/TimeField';
import { planWords } from '../../words';
import type { OpenDispute } from './disputes';
import { formOf, valueIn } from './values';

interface Props {
  dispute: OpenDispute;
  label: string;
  onDecide: (value: unknown) => void;
}

export function AnotherValue({ dispute, label, onDecide }: Props) {
  const { decision: text } = planWords.value.day;
  const open = useSignal(false);
  const when = useSignal<When | null | undefined>(undefined);
  const typed = useSignal('');
  const form = formOf([dispute.inForce, ...dispute.candidates].map((one) => one.value));
  if (!form) return null;
  if (!open.value) {
    return (
      <button type="button" class="button" onClick={() => (open.value = true)}>
        {text.another}
      </button>
    );
  }
  const value = form === 'when' ? (when.value ?? undefined) : valueIn(form, typed.value);
  return (
    <form
      class="another"
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== undefined) onDecide(value);
      }}
    >
      {form === 'when' ? (
        <TimeField
          label={label}
          value={dispute.inForce.value as When | null}
          autofocus
          onChange={(next) => (when.value = next)}
        />
      ) : (
        <label>
          {label}
          {form === 'text' ? (
            <textarea
              dir="auto"
              value={typed.value}
              onInput={(event) => (typed.value = event.currentTarget.value)}
            />
          ) : (
            <input
              dir="auto"
              inputMode={form === 'number' ? 'numeric' : 'text'}
              value={typed.value}
              onInput={(event) => (typed.value = event.currentTarget.value)}
            />
          )}
        </label>
      )}
      <button type="submit" class="button go" disabled={value === undefined}>
        {text.decide}
      </button>
    </form>
  );
}
