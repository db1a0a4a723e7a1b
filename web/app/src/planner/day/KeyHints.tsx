// The keys of the day editor, at its foot.

import { planWords } from '../words';

export function KeyHints() {
  const { keys } = planWords.value.day;
  return (
    <p class="keys">
      <span>
        <kbd>Enter</kbd> {keys.edit}
      </span>
      <span>
        <kbd>{keys.control} Enter</kbd> {keys.add}
      </span>
      <span>
        <kbd>↑↓</kbd> {keys.earlierLater}
      </span>
      <span>
        <kbd>Alt ↑↓</kbd> {keys.stretch}
      </span>
      <span>
        <kbd>{keys.control} Z</kbd> {keys.undo}
      </span>
    </p>
  );
}
