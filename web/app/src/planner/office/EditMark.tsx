// How far this device's own edit of a row has got. Nothing, where the server has it.

import type { EntryState } from '../../data/db';
import { planWords } from '../words';

export function EditMark({ state }: { state: EntryState | undefined }) {
  if (!state || state === 'sent') return null;
  return <span class={`office-mark ${state}`}>{planWords.value.office.marks[state]}</span>;
}
