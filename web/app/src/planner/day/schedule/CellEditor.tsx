// The open cell: a field in its place, and below it what the text was read as, or why it could not be taken.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ScheduleRow } from '../../../api/types';
import { readWhen } from '../../../time/parse';
import { said } from '../../../ui/TimeField';
import { planWords } from '../../words';
import { editing, type Editing } from '../state';
import { ITEM_TYPES } from './cells';
import { Suggestions } from './Suggestions';
import { commit, giveUp, type Typist } from './typing';

const NOTE = 'cell-note';

export function CellEditor({ typist, open }: { typist: Typist; open: Editing }) {
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const { day } = planWords.value;
  useLayoutEffect(() => {
    const input = field.current;
    input?.focus();
    if (input && 'setSelectionRange' in input) {
      // A letter that began the cell is followed by the next one; a whole text is there to be replaced.
      if (open.text.length === 1) input.setSelectionRange(1, 1);
      else input.select();
    }
  }, []);

  const write = (text: string) => {
    const { row: id, column, before } = open;
    editing.value = { row: id, column, before, text };
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') giveUp();
    else if (event.key === 'Enter') commit(typist, 'down');
    else if (event.key === 'Tab') commit(typist, event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
  };
  const note = noteOf(open);
  const common = {
    'aria-label': day.column[open.column],
    'aria-invalid': note.wrong,
    'aria-describedby': NOTE,
    onKeyDown: keys,
    onBlur: () => commit(typist, 'stay'),
  };
  return (
    <div class="cell-editor">
      {open.column === 'item_type' ? (
        <select
          {...common}
          ref={field}
          value={open.text}
          onChange={(event) => write(event.currentTarget.value)}
        >
          <option value="">{day.noType}</option>
          {ITEM_TYPES.map((type) => (
            <option key={type} value={type}>
              {day.itemType[type]}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          ref={field}
          type="text"
          dir={open.column === 'when' ? undefined : 'auto'}
          autocomplete="off"
          spellcheck={open.column === 'title'}
          list={open.column === 'place' ? 'places' : undefined}
          value={open.text}
          onInput={(event) => write(event.currentTarget.value)}
        />
      )}
      {open.column === 'place' && (
        <datalist id="places">
          {placesOf(typist.rows).map((place) => (
            <option key={place} value={place}>
              {place}
            </option>
          ))}
        </datalist>
      )}
      {open.column === 'departments' && <Suggestions typist={typist} text={open.text} onChoose={write} />}
      <p id={NOTE} role="status" class={note.wrong ? 'wrong' : undefined} hidden={note.text === ''}>
        {note.text}
      </p>
    </div>
  );
}

/** What is said below the field while somebody types. */
function noteOf(open: Editing): { text: string; wrong: boolean } {
  const { cellProblem } = planWords.value.day;
  if (open.problem && open.problem.problem !== 'time')
    return { text: cellProblem[open.problem.problem], wrong: true };
  if (open.column !== 'when') return { text: '', wrong: false };
  const reading = open.text.trim() === '' ? undefined : readWhen(open.text, open.before.when);
  return { text: said(reading), wrong: reading?.ok === false };
}

function placesOf(rows: readonly ScheduleRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.place ?? []))].toSorted((a, b) => a.localeCompare(b));
}
