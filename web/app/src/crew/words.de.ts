// German for this part of the app.

import type { Widened } from '../i18n/en';
import { crewEn } from './words.en';

export const crewDe: Widened<typeof crewEn> = crewEn;
