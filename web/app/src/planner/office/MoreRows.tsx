// The rest of a long table, on request.

import { number } from '../../i18n';
import { planWords } from '../words';

/** Rows that are shown before somebody asks for all; a file may have thousands. */
export const ROWS_SHOWN = 60;

export function MoreRows({ n, onAll }: { n: number; onAll: () => void }) {
  if (n <= 0) return null;
  return (
    <button type="button" class="office-link" onClick={onAll}>
      {planWords.value.office.import.showAll(number(n))}
    </button>
  );
}
