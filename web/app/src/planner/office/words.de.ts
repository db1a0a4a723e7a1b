// German for this part of the desk.

import type { Widened } from '../../i18n/en';
import type { officeEn } from './words.en';

export const officeDe: Widened<typeof officeEn> = {
  title: 'office',
};
