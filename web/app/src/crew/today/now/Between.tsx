// Nothing is on: how long until something is, and what was on last.

import { words } from '../../../i18n';
import { duration } from '../../../time/format';
import type { Clock } from '../../faces';
import { minutesUntil } from '../../standing';
import type { Timed } from '../../timed';
import { clockText, titleText } from './clockText';

interface Props {
  last: Timed | undefined;
  next: Timed | undefined;
  now: number;
  clock: Clock;
}

export function Between({ last, next, now, clock }: Props) {
  const w = words.value.today;
  return (
    <div class="between">
      <h2>{next ? w.nothingNow : w.nothingMore}</h2>
      {next && <p class="left">{w.in(duration(minutesUntil(next.start, now)))}</p>}
      {last && (
        <p class="last" dir="auto">
          {w.lastWas(titleText(last), clockText(last.start, clock))}
        </p>
      )}
    </div>
  );
}
