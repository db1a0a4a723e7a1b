// A line of text with its label and what is wrong with it.

import { useId } from 'preact/hooks';
import '../ui/field.css';
import '../ui/dialog.css';

interface Props {
  label: string;
  name: string;
  type?: 'text' | 'email' | 'tel' | 'date' | 'number';
  hint?: string | undefined;
  wrong?: string | undefined;
  value?: string;
  onInput?: (value: string) => void;
  /** What stands in the field at first, where the form keeps it. */
  defaultValue?: string;
  autocomplete?: 'username' | 'name' | 'off';
  /** Addresses and codes: nothing corrects them, and they are written from left to right. */
  isCode?: boolean;
  maxLength?: number;
  required?: boolean;
}

export function TextField(props: Props) {
  const { label, hint, wrong, type = 'text', isCode = false, onInput, ...rest } = props;
  const id = useId();
  const note = wrong ?? hint;
  const code = isCode ? ({ autocapitalize: 'none', spellcheck: false } as const) : {};
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        dir={isCode ? 'ltr' : 'auto'}
        type={type as 'text'}
        {...rest}
        {...code}
        {...(onInput ? { onInput: (event) => onInput((event.currentTarget as HTMLInputElement).value) } : {})}
        aria-invalid={wrong !== undefined}
        {...(note ? { 'aria-describedby': `${id}-note` } : {})}
      />
      {note && (
        <small id={`${id}-note`} class={wrong ? 'wrong' : ''}>
          {note}
        </small>
      )}
    </div>
  );
}
