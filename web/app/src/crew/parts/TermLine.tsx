// A name and what stands for it. A phone number in it can be called.

import { number, words } from '../../i18n';
import { callHref, phoneIn } from '../links';

export interface Term {
  name: string;
  value: string | number;
}

export function TermLine({ term }: { term: Term }) {
  const text = typeof term.value === 'number' ? number(term.value) : term.value;
  const phone = phoneIn(text);
  const { call, callName } = words.value.sheet;
  return (
    <div class="term">
      <span class="name">{term.name}</span>
      <span class="value" dir="auto">
        {text}
      </span>
      {phone && (
        <a class="do" href={callHref(phone)} aria-label={callName(term.name)}>
          {call}
        </a>
      )}
    </div>
  );
}
