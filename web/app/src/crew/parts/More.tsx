// A list that begins with a few and shows the rest when asked. On paper all of it stands there.

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { words } from '../../i18n';
import { Icon } from '../../ui/Icon';

interface Props {
  items: ComponentChildren[];
  /** How many are shown at first; one more than these is shown too, for a button takes as much room. */
  first: number;
}

export function More({ items, first }: Props) {
  const open = useSignal(false);
  const rest = items.length > first + 1 ? items.slice(first) : [];
  const shown = rest.length > 0 ? items.slice(0, first) : items;
  const { more, less } = words.value.today;
  return (
    <>
      {shown}
      {rest.length > 0 && (
        <>
          <div class={open.value ? 'rest' : 'rest folded'}>{rest}</div>
          <button
            type="button"
            class="fact more"
            aria-expanded={open.value}
            onClick={() => {
              open.value = !open.value;
            }}
          >
            <Icon name={open.value ? 'up' : 'down'} />
            <span>{open.value ? less : more(rest.length)}</span>
          </button>
        </>
      )}
    </>
  );
}
