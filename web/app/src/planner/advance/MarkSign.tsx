// The sign of a mark. It differs from the others in form, not in colour alone, and the words stand beside it.

import type { Mark } from './board';

const SIGNS: Record<Mark, string> = { disputed: '!', differs: '≠', undecided: '?', fresh: '★' };

export function MarkSign({ mark }: { mark: Mark }) {
  return (
    <i class={`sign of-${mark}`} aria-hidden="true">
      {SIGNS[mark]}
    </i>
  );
}
