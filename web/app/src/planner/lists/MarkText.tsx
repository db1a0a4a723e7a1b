// How far this device's edit of a row has got.

import type { EntryState } from '../../data/db';
import { planWords } from '../words';

export function MarkText({ mark }: { mark: EntryState | undefined }) {
  if (!mark) return null;
  return <small class={`mark ${mark}`}>{planWords.value.day.mark[mark]}</small>;
}
