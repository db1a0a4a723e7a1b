// How far this device's own edit of a row has got. Nothing, where the server has it.

import type { EntryState } from '../../data/db';
import { planWords } from '../words';

export function EditMark({ state }: { state: EntryState | undefined }) {
  if (!state || state === 'sent') return null;
  const { marks, marksHint } = planWords.value.office;
  return (
    <span class={`office-mark ${state}`} title={marksHint[state]}>
      {marks[state]}
    </span>
  );
}
