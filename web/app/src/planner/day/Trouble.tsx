// Says why something could not be shown, and offers to try again.

import { planWords } from '../words';

export function Trouble({ text, onRetry }: { text: string; onRetry?: () => void }) {
  return (
    <div class="trouble" role="alert">
      <p>{text}</p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {planWords.value.day.tryAgain}
        </button>
      )}
    </div>
  );
}
