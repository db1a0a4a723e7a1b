// The words of the desk. They come with its part of the app, not with the phone's.

import { effect, signal } from '@preact/signals';
import { prefs } from '../data/prefs';
import type { Widened } from '../i18n/en';
import { plannerEn } from './words.en';

export type PlannerWords = Widened<typeof plannerEn>;

export const planWords = signal<PlannerWords>(plannerEn);

effect(() => {
  if (prefs.value.language === 'en') planWords.value = plannerEn;
  else
    void import('./words.de').then(({ plannerDe }) => {
      if (prefs.value.language === 'de') planWords.value = plannerDe;
    });
});
