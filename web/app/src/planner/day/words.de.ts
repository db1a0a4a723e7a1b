// German for this part of the desk.

import type { Widened } from '../../i18n/en';
import type { dayEn } from './words.en';

export const dayDe: Widened<typeof dayEn> = {
  title: 'day',
};
