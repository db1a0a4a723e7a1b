// A time of the server's list of changes, which is printed on the sheet's clock, on the clock of the column.

import { minutesOf } from '../../../time/clock';
import { wallFace, type Clock } from '../../faces';
import { faceText } from '../../say';

const CLOCKS = /\d\d:\d\d(?:\+[12])?/g;

/** Each clock in the text as the reader reads it; words such as `TBD` stay. */
export function oldTime(text: string, clock: Clock): string {
  return text.replace(CLOCKS, (found) => {
    const minutes = minutesOf(found);
    return minutes === undefined ? found : faceText(wallFace(minutes, clock), clock.date);
  });
}
