// The table of the tour with its filters.

import { planWords } from '../words';
import { FilterBar } from './FilterBar';
import { Grid } from './Grid';

export function GridPage() {
  return (
    <>
      <h1 class="vh">{planWords.value.frame.pageNames.grid}</h1>
      <FilterBar />
      <Grid />
    </>
  );
}
