// In the night in which the clocks go back an hour comes twice. Which of the two is meant has to be said.

import { prefs } from '../../data/prefs';
import { words } from '../../i18n';
import { minutesOf, type When } from '../../time/clock';
import { dial } from '../../time/format';
import { resolve } from '../../time/zones';

interface Props {
  when: When | null | undefined;
  date: string;
  zone: string | undefined;
}

export function FoldField({ when, date, zone }: Props) {
  const w = words.value.row;
  const minutes = minutesOf(when?.start);
  if (!when?.start || !zone || minutes === undefined) return null;
  if (resolve(date, when.start, zone)?.certainty !== 'repeated') return null;
  return (
    <fieldset>
      <legend>{w.twice(dial(minutes, prefs.value.cycle))}</legend>
      {(['first', 'second'] as const).map((fold) => (
        <label key={fold} class="check">
          <input type="radio" name="fold" value={fold} defaultChecked={fold === (when.fold ?? 'first')} />
          {w.folds[fold]}
        </label>
      ))}
    </fieldset>
  );
}
