// What is said for a moment at the foot of the screen, with one thing to do about it at most.

import { signal } from '@preact/signals';

const SHOWN_MS = 6_000;

interface Said {
  text: string;
  action?: { label: string; run: () => void };
}

const said = signal<Said | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says it until something else is said, or for a few seconds. */
export function say(text: string, action?: Said['action']): void {
  said.value = action ? { text, action } : { text };
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.value = undefined;
  }, SHOWN_MS);
}

export function Toast() {
  const now = said.value;
  return (
    <div role="status" aria-live="polite">
      {now && (
        <div class="toast">
          <span>{now.text}</span>
          {now.action && (
            <button
              type="button"
              onClick={() => {
                now.action?.run();
                said.value = undefined;
              }}
            >
              {now.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
