// A wide table in a box of its own, so that the page never moves sideways.

import type { ComponentChildren } from 'preact';

export function ScrollRegion({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it keys cannot scroll it
    <div class="import-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
