// English for the desk. Each page has its own group of words.

import { dayEn } from './day/words.en';
import { gridEn } from './grid/words.en';
import { officeEn } from './office/words.en';

export const plannerEn = {
  grid: gridEn,
  day: dayEn,
  office: officeEn,
} as const;
