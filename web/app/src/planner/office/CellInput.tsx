// A cell of a table that is a field at once: typing changes it, leaving it saves it, Escape takes it back.

import { useSignal } from '@preact/signals';

interface Props {
  label: string;
  value: string;
  type?: 'text' | 'date' | 'tel' | 'email';
  list?: string;
  /** Saves a value that is not the one before. The text stays in sight until that is done. */
  onSave: (value: string) => Promise<void>;
}

const CHARS_MAX = 200;

export function CellInput({ label, value, type = 'text', list, onSave }: Props) {
  const draft = useSignal<string | undefined>(undefined);
  const commit = async () => {
    const next = draft.value?.trim();
    if (next !== undefined && next !== value) await onSave(next);
    if (draft.value?.trim() === next) draft.value = undefined;
  };
  const keys = (event: KeyboardEvent) => {
    const input = event.currentTarget as HTMLInputElement;
    if (event.isComposing) return;
    if (event.key === 'Escape' && draft.value !== undefined) {
      event.stopPropagation();
      draft.value = undefined;
    } else if (event.key === 'Enter') {
      event.preventDefault();
      step(input, 1);
    } else if (type !== 'date' && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      step(input, event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  const text = draft.value ?? value;
  return (
    <input
      class={text ? 'office-cell' : 'office-cell is-empty'}
      // The types of Preact know each type alone.
      type={type as 'text'}
      aria-label={label}
      title={text}
      dir={type === 'text' ? 'auto' : 'ltr'}
      maxLength={CHARS_MAX}
      autocomplete="off"
      {...(list ? { list } : {})}
      value={text}
      onInput={(event) => (draft.value = event.currentTarget.value)}
      onBlur={() => void commit()}
      onKeyDown={keys}
    />
  );
}

/** Moves to the same column of another row. Leaving the cell saves it. */
function step(input: HTMLInputElement, by: 1 | -1): void {
  const cell = input.closest('td');
  const row = cell?.parentElement;
  const next = by === 1 ? row?.nextElementSibling : row?.previousElementSibling;
  const other = cell && next instanceof HTMLTableRowElement ? next.cells[cell.cellIndex] : undefined;
  const field = (other ?? next)?.querySelector('input');
  if (field) {
    field.focus();
    field.select();
  } else input.blur();
}
