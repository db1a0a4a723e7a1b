// How far an edit of this device has got, in words. What the server has and shows needs none.

import type { EntryState } from '../../data/db';
import { words } from '../../i18n';

interface Props {
  mark: EntryState | undefined;
}

export function EditState({ mark }: Props) {
  const { waiting, held, refused } = words.value.schedule;
  if (!mark || mark === 'sent') return null;
  const text = { waiting, held, refused }[mark];
  return <span class={mark === 'refused' ? 'decide' : 'wait'}>{text}</span>;
}
