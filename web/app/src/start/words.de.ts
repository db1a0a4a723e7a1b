// German for this part of the app.

import type { Widened } from '../i18n/en';
import { startEn } from './words.en';

export const startDe: Widened<typeof startEn> = startEn;
