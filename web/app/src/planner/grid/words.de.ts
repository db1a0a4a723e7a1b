// German for this part of the desk.

import type { Widened } from '../../i18n/en';
import type { gridEn } from './words.en';

export const gridDe: Widened<typeof gridEn> = {
  title: 'grid',
};
