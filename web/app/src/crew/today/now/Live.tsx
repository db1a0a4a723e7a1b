// What is on, large enough to be read across a stage.

import { words } from '../../../i18n';
import type { Clock } from '../../faces';
import { Tape } from '../../parts/Tape';
import { minutesUntil, progress } from '../../standing';
import type { Timed } from '../../timed';
import { clockText, titleText } from './clockText';
import { Count } from './Count';

interface Props {
  timed: Timed;
  now: number;
  clock: Clock;
}

export function Live({ timed, now, clock }: Props) {
  const w = words.value.today;
  const part = progress(timed, now);
  // A moment has nothing that could be left of it.
  const end = part === undefined ? undefined : timed.end;
  return (
    <div class="live">
      <div>
        <span class="tape now">{w.now}</span>
        {timed.departments.map((department) => (
          <Tape key={department} department={department} />
        ))}
        <h2 dir="auto">{titleText(timed)}</h2>
      </div>
      {end !== undefined && <Count minutes={minutesUntil(end, now)} />}
      {part !== undefined && (
        <div
          class="bar"
          role="progressbar"
          aria-valuenow={part}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={timed.title}
        >
          <i style={{ inlineSize: `${part}%` }} />
        </div>
      )}
      <p class="meta">
        <span dir="auto">{timed.place}</span>
        <span>
          {end === undefined ? w.since(clockText(timed.start, clock)) : w.until(clockText(end, clock))}
        </span>
      </p>
    </div>
  );
}
