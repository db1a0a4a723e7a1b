// A password that can be looked at. The field keeps the name and the purpose by which password managers know it.

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { words } from '../i18n';
import '../ui/field.css';
import '../ui/dialog.css';

interface Props {
  label: string;
  name: string;
  purpose: 'current-password' | 'new-password';
  hint?: string;
  wrong?: string | undefined;
}

export function PasswordField({ label, name, purpose, hint, wrong }: Props) {
  const shown = useSignal(false);
  const id = useId();
  const w = words.value.login;
  const note = wrong ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="password">
        <input
          id={id}
          name={name}
          // The types of Preact know one type or the other, not a field that changes between them.
          type={(shown.value ? 'text' : 'password') as 'text'}
          autocomplete={purpose}
          autocapitalize="none"
          spellcheck={false}
          required
          aria-invalid={wrong !== undefined}
          aria-describedby={note ? `${id}-note` : undefined}
        />
        <button type="button" aria-controls={id} onClick={() => (shown.value = !shown.value)}>
          {shown.value ? w.hide : w.show} <span class="vh">{label}</span>
        </button>
      </span>
      {note && (
        <small id={`${id}-note`} class={wrong ? 'wrong' : ''}>
          {note}
        </small>
      )}
    </div>
  );
}
