// English for the desk. Each page has its own group of words.

import { advanceEn } from './advance/words.en';
import { dayEn } from './day/words.en';
import { frameEn } from './frame/words.en';
import { gridEn } from './grid/words.en';
import { mapEn } from './map/words.en';
import { officeEn } from './office/words.en';
import { listsEn } from './lists/words.en';
import { paperPageEn } from './paper/words.en';
import { problemsEn } from './problems/words.en';

export const plannerEn = {
  frame: frameEn,
  grid: gridEn,
  map: mapEn,
  problems: problemsEn,
  day: dayEn,
  advance: advanceEn,
  office: officeEn,
  paper: paperPageEn,
  lists: listsEn,
} as const;
