// Times and titles of what is on and next.

import { words } from '../../../i18n';
import { instantFace, type Clock } from '../../faces';
import { faceText } from '../../say';
import type { Timed } from '../../timed';

/** An instant on the clock of the sheet. */
export function clockText(at: number, clock: Clock): string {
  return faceText(instantFace(at, clock), clock.date);
}

export function titleText(timed: Timed): string {
  return timed.kind === 'lobby' ? words.value.today.lobby(timed.title) : timed.title;
}
