// The advance board: every show with how far its sheet is, section by section.

import { useSignal } from '@preact/signals';
import { Choice } from '../../ui/Choice';
import { today } from '../grid/tour';
import '../office/office.css';
import { boardItems, mayAdvance } from './advances';
import './advance.css';
import './dialogs.css';
import { BeginDialog } from './BeginDialog';
import { FILTERS, matches, type Filter } from './board';
import { BoardTable } from './BoardTable';
import { Legend } from './Legend';
import { advanceWords } from './say';

/** Which shows somebody looks at; it stays while the desk is open. */
let lastFilter: Filter = 'coming';

export function BoardPage({ tour }: { tour: string }) {
  const w = advanceWords.value;
  const filter = useSignal<Filter>(lastFilter);
  const beginning = useSignal<{ dates?: string[] } | undefined>(undefined);
  const all = boardItems.value;
  const shown = all?.filter((item) => matches(item, filter.value, today.value)) ?? [];
  return (
    <div class="office advance">
      <header class="office-bar">
        <h1>{w.title}</h1>
        <Choice
          label={w.view}
          quiet
          value={filter.value}
          options={FILTERS.map((one) => [one, w.filters[one]] as const)}
          onChoose={(next) => (filter.value = lastFilter = next)}
        />
        <span class="n-shown" role="status">
          {w.nShown(shown.length)}
        </span>
        {all && mayAdvance.value && (
          <button type="button" class="btn go" onClick={() => (beginning.value = {})}>
            {w.begin}
          </button>
        )}
      </header>
      {shown.length > 0 ? (
        <>
          <BoardTable
            tour={tour}
            items={shown}
            onBegin={mayAdvance.value ? (date) => (beginning.value = { dates: [date] }) : undefined}
          />
          <Legend />
        </>
      ) : (
        <p class="office-nothing">{!all ? w.noBoard : all.length === 0 ? w.noShows : w.noneShown}</p>
      )}
      {beginning.value && (
        <BeginDialog tour={tour} {...beginning.value} onClose={() => (beginning.value = undefined)} />
      )}
    </div>
  );
}
