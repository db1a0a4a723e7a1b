// The search field: a few letters, then Enter goes there.

import { useComputed, useSignal } from '@preact/signals';
import { tourPiece } from '../../data/book';
import { shortDate } from '../../i18n';
import { go } from '../../routes';
import { Icon } from '../../ui/Icon';
import { reveal } from '../grid/desk';
import { focusGrid } from '../grid/Grid';
import { typeWord } from '../grid/show';
import { sheets, today } from '../grid/tour';
import { planWords } from '../words';
import { find, type Hit } from './find';

export const SEARCH_ID = 'desk-search';

export function Search({ tour }: { tour: string }) {
  const w = planWords.value.frame;
  const text = useSignal('');
  const open = useSignal(false);
  const at = useSignal(0);
  const hits = useComputed(() => find(text.value, sheets.value, tourPiece.value, today.value));
  const shown = open.value && text.value.trim() !== '';
  const take = (hit: Hit | undefined) => {
    if (!hit) return;
    text.value = '';
    open.value = false;
    jump(tour, hit);
  };
  const keys = (event: KeyboardEvent) => {
    const last = hits.value.length - 1;
    if (event.key === 'ArrowDown') at.value = Math.min(at.value + 1, Math.max(last, 0));
    else if (event.key === 'ArrowUp') at.value = Math.max(at.value - 1, 0);
    else if (event.key === 'Enter') take(hits.value[at.value]);
    else if (event.key === 'Escape') {
      if (text.value === '') focusGrid();
      text.value = '';
      open.value = false;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="find">
      <Icon name="find" />
      <input
        id={SEARCH_ID}
        type="text"
        role="combobox"
        aria-label={w.searchName}
        aria-expanded={shown}
        aria-controls="desk-hits"
        aria-autocomplete="list"
        aria-activedescendant={shown && hits.value.length > 0 ? `hit-${at.value}` : undefined}
        placeholder={w.search}
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          at.value = 0;
          open.value = true;
        }}
        onFocus={() => {
          open.value = true;
        }}
        onBlur={() => {
          open.value = false;
        }}
        onKeyDown={keys}
      />
      <kbd aria-hidden="true">/</kbd>
      <span class="vh" role="status">
        {shown ? w.results(hits.value.length) : ''}
      </span>
      <div id="desk-hits" role="listbox" aria-label={w.searchName} hidden={!shown || hits.value.length === 0}>
        {shown &&
          hits.value.map((hit, n) => (
            <div
              key={hit.is === 'day' ? hit.date : hit.id}
              id={`hit-${n}`}
              role="option"
              aria-selected={n === at.value}
              // Before the field loses the focus, and the list with it.
              onPointerDown={(event) => {
                event.preventDefault();
                take(hit);
              }}
            >
              <HitText hit={hit} />
            </div>
          ))}
      </div>
      {shown && hits.value.length === 0 && <p class="no-hit">{w.nothing(text.value.trim())}</p>}
    </div>
  );
}

function HitText({ hit }: { hit: Hit }) {
  if (hit.is === 'day') {
    return (
      <>
        <b dir="auto">{hit.city || typeWord(hit.type)}</b>
        <span dir="auto">{hit.venue}</span>
        <small>{shortDate(hit.date)}</small>
      </>
    );
  }
  return (
    <>
      <b dir="auto">{hit.name}</b>
      <span dir="auto">{hit.role}</span>
      <small>{hit.is === 'contact' ? shortDate(hit.date) : hit.phone}</small>
    </>
  );
}

/** A day is shown in the table, a contact in the day they are for, somebody on tour among the people. */
function jump(tour: string, hit: Hit): void {
  if (hit.is === 'person') {
    go({ name: 'plan', tour, page: 'people' });
    return;
  }
  go({ name: 'plan', tour, page: 'grid' });
  reveal(hit.date);
  focusGrid();
}
