// As which version a day stands, and what of it nobody has handed out yet.

import type { DaySheet } from '../../api/types';
import { changeText } from '../../crew/paper/changeText';
import { planWords } from '../words';

export function VersionLine({ sheet }: { sheet: DaySheet }) {
  const w = planWords.value.paper.publish;
  const [newest] = sheet.versions ?? [];
  if (!newest) return <span class="version">{w.neverPublished}</span>;
  const { label, since } = newest;
  if (since.length === 0) return <span class="version">{w.standsAs(label)}</span>;
  return (
    <span class="version behind" title={since.map(changeText).join('\n')}>
      {w.unpublished(label, since.length)}
    </span>
  );
}
