// The time of a row in its column: the clock, and below it what makes it less than plain: about, another day, the
// time that it was before.

import { words } from '../../i18n';
import type { Face } from '../faces';
import { dayMark } from '../say';

interface Props {
  face: Face;
  date: string;
  instant?: string | null | undefined;
  old?: string | undefined;
}

export function TimeFace({ face, date, instant, old }: Props) {
  const { schedule, changes } = words.value;
  const [clock, half] = face.text.split(' ');
  const mark = dayMark(face.days, date);
  return (
    <span class={face.precision === 'tbd' ? 'time tbd' : 'time'}>
      {face.text && (
        <time {...(instant ? { dateTime: instant } : {})}>
          {clock}
          {half && <span class="half"> {half}</span>}
        </time>
      )}
      {face.precision === 'about' && <small>{schedule.about}</small>}
      {mark && <small>{mark}</small>}
      {old && (
        <s>
          <span class="vh">{changes.before} </span>
          {old}
        </s>
      )}
    </span>
  );
}
