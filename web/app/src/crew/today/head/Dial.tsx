// What time it is somewhere, with the day where it is another one there.

import type { ShownZone } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { inZone } from '../../../time/format';
import { minuteNow } from '../../../time/now';
import { wallOf } from '../../../time/zones';
import { dayMark } from '../../say';

interface Props {
  name: string;
  zone: ShownZone;
  /** Whose date counts as the day itself. */
  from: ShownZone;
}

export function Dial({ name, zone, from }: Props) {
  const now = minuteNow.value;
  const { date } = wallOf(now, from.name);
  const { text, days } = inZone(now, zone.name, date, prefs.value.cycle);
  return (
    <>
      <span dir="auto" title={`${name}, ${zone.abbreviation || zone.name}`}>
        {name}
      </span>
      <span class="at">
        <time>{text}</time>
        {days !== 0 && <small>{dayMark(days, date)}</small>}
      </span>
    </>
  );
}
