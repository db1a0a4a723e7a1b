// Who else changed something in the last minutes.

import { prefs } from '../../data/prefs';
import { dial } from '../../time/format';
import { initials, lately, toneOf } from '../grid/fresh';
import { planWords } from '../words';

export function Faces() {
  const w = planWords.value.frame;
  if (lately.value.length === 0) return null;
  return (
    <ul class="faces" aria-label={w.lately}>
      {lately.value.map((line) => {
        const name = line.author_name ?? '';
        const at = new Date(line.at);
        const time = dial(at.getHours() * 60 + at.getMinutes(), prefs.value.cycle);
        return (
          <li key={name} class={`tone-${toneOf(name)}`} title={w.latelyOne(name, line.sentence, time)}>
            <span aria-hidden="true">{initials(name)}</span>
            <span class="vh">{w.latelyOne(name, line.sentence, time)}</span>
          </li>
        );
      })}
    </ul>
  );
}
