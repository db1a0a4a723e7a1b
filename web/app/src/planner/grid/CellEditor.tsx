// The field in an open cell. It says at once how a time is read, keeps what is refused, and never saves what was not
// understood.

import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { tourPiece } from '../../data/book';
import { words } from '../../i18n';
import { planWords } from '../words';
import { isTimeColumn } from './columns';
import { otherZone } from './desk';
import { attempt, cancel, commit, editing, knownPlaces, onwards, refusalText, type Editing } from './editing';
import { cellName, statusWord, typeWord } from './show';
import { retimed } from './writing';

/** Nearer to the foot of the table the hint stands above the cell. */
const HINT_PX = 96;

export function CellEditor({ now }: { now: Editing }) {
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const above = useSignal(false);
  const label = planWords.value.grid.edit.name(cellName(now.column, now.date));
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus();
    // What was there is selected, so that typing replaces it; what somebody has begun to type goes on.
    if (element instanceof HTMLInputElement) {
      if (now.text.peek() === now.before) element.select();
      else element.setSelectionRange(element.value.length, element.value.length);
    }
    const table = element.closest('.table')?.getBoundingClientRect();
    above.value = table !== undefined && table.bottom - element.getBoundingClientRect().bottom < HINT_PX;
  }, []);

  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      cancel();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (commit(true, decisionOf(now, event.altKey)) && !event.altKey) onwards(now, 'down');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      commit(false);
      onwards(now, event.shiftKey ? -1 : 1);
    }
    event.stopPropagation();
  };
  const leave = () => {
    // A list of suggestions takes the focus for a moment in some browsers; the cell is left when the grid is.
    if (editing.peek() === now) commit(false);
  };
  const shared = {
    ref: field,
    'aria-label': label,
    'aria-describedby': 'cell-hint',
    onKeyDown: keys,
    onBlur: leave,
  } as const;
  return (
    <>
      {now.column === 'type' || now.column === 'status' ? (
        <select
          {...shared}
          value={now.text.value}
          onChange={(event) => {
            now.text.value = event.currentTarget.value;
          }}
        >
          <Options column={now.column} before={now.before} />
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          value={now.text.value}
          autocomplete="off"
          spellcheck={false}
          dir={now.column === 'city' || now.column === 'venue' ? 'auto' : undefined}
          inputMode={now.column === 'capacity' ? 'numeric' : undefined}
          list={now.column === 'city' || now.column === 'venue' ? 'cell-list' : undefined}
          aria-invalid={now.refusal.value !== undefined}
          onInput={(event) => {
            now.text.value = event.currentTarget.value;
            now.refusal.value = undefined;
          }}
        />
      )}
      <Suggestions column={now.column} />
      <Hint now={now} above={above.value} />
    </>
  );
}

/** A second Enter on another city says that it is one; Alt says that only its spelling changes. */
function decisionOf(now: Editing, alt: boolean) {
  if (now.column !== 'city') return undefined;
  if (alt) return 'spelling';
  return now.refusal.peek()?.key === 'otherCity' ? 'other' : undefined;
}

function Options({ column, before }: { column: 'type' | 'status'; before: string }) {
  const keys = Object.keys(column === 'type' ? words.value.dayType : words.value.status);
  const word = column === 'type' ? typeWord : statusWord;
  return (
    <>
      {!keys.includes(before) && <option value={before}>{before || planWords.value.grid.edit.choose}</option>}
      {keys.map((key) => (
        <option key={key} value={key}>
          {word(key)}
        </option>
      ))}
    </>
  );
}

function Suggestions({ column }: { column: string }) {
  if (column !== 'city' && column !== 'venue') return null;
  const names =
    column === 'venue'
      ? (tourPiece.value?.venues ?? []).map((venue) => venue.name)
      : [...knownPlaces.value.values()].map((place) =>
          place.country ? `${place.city}, ${place.country}` : (place.city ?? ''),
        );
  return (
    <datalist id="cell-list">
      {[...new Set(names)].map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </datalist>
  );
}

/** How the text is read so far, or why it cannot be saved. */
function Hint({ now, above }: { now: Editing; above: boolean }) {
  const w = planWords.value.grid.edit;
  const reading = useComputed(() => {
    const text = now.text.value;
    if (!isTimeColumn(now.column) || text.trim() === '' || text === now.before) return undefined;
    const { value } = now.row.cells[now.column];
    const read = retimed(text, value.is === 'time' ? value.when : undefined);
    return read.ok ? read.understood : undefined;
  });
  const refusal = now.refusal.value;
  // A city says before it is saved what becomes of its position.
  const city = useComputed(() => {
    if (now.column !== 'city' || now.text.value.trim() === '') return undefined;
    const written = attempt();
    return written && !written.ok && written.refusal.key === 'otherCity' ? written.refusal : undefined;
  });
  const wrong = refusal ?? city.value;
  const zone = otherZone.value && isTimeColumn(now.column) ? now.row.zone : '';
  const text = wrong ? refusalText(wrong) : reading.value ? w.reads(reading.value) : '';
  return (
    <span id="cell-hint" class={above ? 'hint above' : 'hint'} role="status" hidden={!text && !zone}>
      {text && <span class={refusal ? 'wrong' : ''}>{text}</span>}
      {zone && <span>{w.venueClock(zone)}</span>}
    </span>
  );
}
