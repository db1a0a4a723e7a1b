// A field to find something in the list below it.

import type { Signal } from '@preact/signals';
import { words } from '../../i18n';
import { Icon } from '../../ui/Icon';

interface Props {
  label: string;
  text: Signal<string>;
}

export function SearchField({ label, text }: Props) {
  return (
    <div class="find" role="search">
      <Icon name="find" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      {text.value && (
        <button
          type="button"
          aria-label={words.value.agenda.clear}
          onClick={() => {
            text.value = '';
          }}
        >
          <Icon name="x" />
        </button>
      )}
    </div>
  );
}
