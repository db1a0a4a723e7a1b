// What is on and what comes. With the rail, it is all of the sheet that is drawn anew each minute.

import type { DaySheet } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { words } from '../../../i18n';
import { minuteNow } from '../../../time/now';
import { concerns } from '../../departments';
import { standing } from '../../standing';
import { timedOn, underway } from '../../timed';
import { clockFor } from '../../view';
import { Between } from './Between';
import { clockText } from './clockText';
import { Live } from './Live';
import { NextLine } from './NextLine';

/** What runs beside it, and what begins together; the schedule below has the rest. */
const LINES_MAX = 3;

interface Props {
  sheet: DaySheet;
  /** The sheet of the evening before: its bus may still be on the road. */
  before: DaySheet | undefined;
}

export function NowNext({ sheet, before }: Props) {
  const now = minuteNow.value;
  const { department } = prefs.value;
  const clock = clockFor(sheet);
  const timed = [...underway(before, now), ...timedOn(sheet)].filter((one) =>
    concerns(one.departments, department),
  );
  if (timed.length === 0) return null;
  const { running, next, last } = standing(timed, now);
  const [large, ...others] = running;
  const w = words.value.today;
  return (
    <section class="nownext" aria-label={w.nowNext}>
      {large ? (
        <Live timed={large} now={now} clock={clock} />
      ) : (
        <Between last={last} next={next[0]} now={now} clock={clock} />
      )}
      {others.slice(0, LINES_MAX).map((one) => (
        <NextLine
          key={one.id}
          label={w.alsoOn}
          timed={one}
          text={one.end ? w.until(clockText(one.end, clock)) : ''}
        />
      ))}
      {others.length > LINES_MAX && (
        <p class="next">
          <span>{w.alsoOn}</span>
          <b>{w.more(others.length - LINES_MAX)}</b>
        </p>
      )}
      {next.slice(0, LINES_MAX).map((one) => (
        <NextLine key={one.id + one.kind} label={w.nextUp} timed={one} text={clockText(one.start, clock)} />
      ))}
    </section>
  );
}
