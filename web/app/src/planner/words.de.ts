// German for the desk.

import { dayDe } from './day/words.de';
import { gridDe } from './grid/words.de';
import { officeDe } from './office/words.de';
import type { PlannerWords } from './words';

export const plannerDe: PlannerWords = { grid: gridDe, day: dayDe, office: officeDe };
