// What went wrong, in words, where it is heard at once.

import { words } from '../i18n';
import type { Failure } from './failures';
import { sentence } from './sentence';

interface Props {
  failure: Failure | undefined;
  /** The fields that say for themselves what is wrong with them. */
  shown?: readonly string[];
  /** Whether there is something typed that stays. */
  isTyped?: boolean;
}

export function FailureText({ failure, shown = [], isTyped = true }: Props) {
  const isOff = isTyped && failure?.kind === 'unreachable';
  const text = isOff ? words.value.failure.typedKept : failure && failureText(failure, shown);
  return (
    <p role="alert" class={text ? 'start-alert' : 'vh'}>
      {text}
    </p>
  );
}

export function failureText(failure: Failure, shown: readonly string[] = []): string {
  const w = words.value.failure;
  switch (failure.kind) {
    case 'wrong':
      return w.wrong;
    case 'limited':
      return w.limited;
    case 'unreachable':
      return w.unreachable;
    case 'busy':
      return w.busy;
    case 'ended':
      return w.ended;
    case 'gone':
      return w.gone;
    case 'fields': {
      const others = Object.entries(failure.fields).filter(([field]) => !shown.includes(field));
      return others.length === 0
        ? w.fields(Object.keys(failure.fields).length)
        : sentence(others.map(([field, rule]) => `${field} ${rule}`).join('; '));
    }
    case 'other':
      return sentence(failure.text);
  }
}
