// German for the desk.

import { advanceDe } from './advance/words.de';
import { dayDe } from './day/words.de';
import { frameDe } from './frame/words.de';
import { gridDe } from './grid/words.de';
import { mapDe } from './map/words.de';
import { officeDe } from './office/words.de';
import { listsDe } from './lists/words.de';
import { paperPageDe } from './paper/words.de';
import { problemsDe } from './problems/words.de';
import type { PlannerWords } from './words';

export const plannerDe: PlannerWords = {
  frame: frameDe,
  grid: gridDe,
  map: mapDe,
  problems: problemsDe,
  day: dayDe,
  advance: advanceDe,
  office: officeDe,
  paper: paperPageDe,
  lists: listsDe,
};
