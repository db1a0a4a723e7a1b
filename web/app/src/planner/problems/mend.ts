// Going to where a problem is mended. A cell of the grid is not an address, so the grid is told.

import { openTour } from '../../data/book';
import { go } from '../../routes';
import { reveal } from '../grid/desk';
import { focusGrid } from '../grid/Grid';
import type { Problem } from './problems';

/** Follows the link of a problem: for a cell the grid goes there, everything else is an ordinary link. */
export function goMend(event: MouseEvent, problem: Problem): void {
  const { mend } = problem;
  const tour = openTour.peek();
  if (mend.page !== 'grid' || !tour || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go({ name: 'plan', tour, page: 'grid' });
  reveal(mend.date, mend.column);
  focusGrid();
}
