// The keys of the grid, and its clipboard.

import { signal } from '@preact/signals';
import { dates, openTour } from '../../data/book';
import { go } from '../../routes';
import { say } from '../../ui/Toast';
import { planWords } from '../words';
import { WRITABLE, type Column } from './columns';
import { anchor, goTo, openPanel, panelOpen, spot, table } from './desk';
import { cancel, clearRange, commit, deskOn, edit, editing, mayEdit, onwards, rangeText } from './editing';
import { move, type Spot } from './moves';
import { planPaste, readTsv, writeTsv, type PastePlan } from './paste';
import { rowOn } from './rows';
import { headings, plainText } from './show';

/** What a paste would do, until somebody has decided. */
export const pasted = signal<PastePlan | undefined>(undefined);

/** Columns in which a letter is the beginning of a name, so that N cannot mean a new day. */
const NAMES: ReadonlySet<Column> = new Set<Column>(['city', 'venue']);

export function gridKeys(event: KeyboardEvent): void {
  const at = spot.peek();
  if (!at || !(event.target as Element).matches('[data-column]')) return;
  if (editing.peek()) return early(event);
  const mod = event.ctrlKey || event.metaKey;
  const to = event.altKey ? undefined : move(table.peek(), at, event.key, mod);
  if (to) goTo(to, event.shiftKey);
  else if (!acted(event, at, mod)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Keys that come while the field of a cell is on its way: a fast typist loses none of them. */
function early(event: KeyboardEvent): void {
  const now = editing.peek();
  const mod = event.ctrlKey || event.metaKey || event.altKey;
  if (!now || mod) return;
  if ([...event.key].length === 1 && !isChoice(now.column)) now.text.value += event.key;
  else if (event.key === 'Backspace') now.text.value = now.text.value.slice(0, -1);
  else if (event.key === 'Escape') cancel();
  else if (event.key === 'Enter' && commit(true)) onwards(now, 'down');
  else if (event.key === 'Tab') {
    commit(false);
    onwards(now, event.shiftKey ? -1 : 1);
  }
  event.preventDefault();
  event.stopPropagation();
}

const isChoice = (column: Column) => column === 'type' || column === 'status';

/** Whether a key did something to the cell. */
function acted(event: KeyboardEvent, at: Spot, mod: boolean): boolean {
  switch (event.key) {
    case 'Enter':
    case 'F2':
      if (event.key === 'Enter' && !WRITABLE.has(at.column)) follow(at);
      else edit(at);
      return true;
    case ' ':
      openPanel(!panelOpen.peek());
      return true;
    case 'Escape':
      if (anchor.peek()) anchor.value = undefined;
      else if (panelOpen.peek()) openPanel(false);
      else return false;
      return true;
    case 'Delete':
    case 'Backspace':
      clearRange(at, anchor.peek() ?? at);
      return true;
    case 'a':
      if (!mod) break;
      selectAll();
      return true;
    default:
  }
  const isLetter = [...event.key].length === 1 && !mod && !event.altKey;
  if (!isLetter || !WRITABLE.has(at.column) || /^[?/]$/.test(event.key)) return false;
  if (/^n$/i.test(event.key) && !NAMES.has(at.column)) return false;
  edit(at, startOf(at.column, event.key));
  return true;
}

/** What typing a letter begins with: in a list it is the first choice with that letter. */
function startOf(column: Column, letter: string): string | undefined {
  if (!isChoice(column)) return letter;
  const choices = deskOn(spot.peek()?.date ?? '')?.choices[column as 'type' | 'status'];
  const found = [...(choices ?? [])].find(([name]) => name.startsWith(letter.toLocaleLowerCase()));
  return found?.[1];
}

/** Cells that follow from elsewhere lead there. */
function follow(at: Spot): void {
  const tour = openTour.peek();
  if (!tour) return;
  const row = rowOn(at.date).peek();
  const decides = at.column === 'confirmed' && row?.cells.confirmed.value;
  if (decides && decides.is === 'confirmed' && decides.decisions > 0)
    go({ name: 'plan', tour, page: 'decisions' });
  else go({ name: 'plan', tour, page: 'day', date: at.date });
}

function selectAll(): void {
  const { dates, columns } = table.peek();
  const [first, last] = [dates[0], dates.at(-1)];
  const [left, right] = [columns[0], columns.at(-1)];
  if (!first || !last || !left || !right) return;
  goTo({ date: first, column: left });
  goTo({ date: last, column: right }, true);
}

export function copyCells(event: ClipboardEvent): void {
  const at = spot.peek();
  if (!at || editing.peek()) return;
  const rows = rangeText(at, anchor.peek() ?? at);
  event.clipboardData?.setData('text/plain', writeTsv(rows));
  event.preventDefault();
  say(planWords.peek().grid.edit.copied(rows.reduce((n, row) => n + row.length, 0)));
}

export function pasteCells(event: ClipboardEvent): void {
  const at = spot.peek();
  if (!at || editing.peek()) return;
  event.preventDefault();
  const w = planWords.peek().grid;
  if (!mayEdit.peek()) return say(w.edit.readOnly);
  const cells = readTsv(event.clipboardData?.getData('text/plain') ?? '');
  if (cells.length === 0) return say(w.paste.empty);
  pasted.value = planPaste(cells, topLeft(at), {
    table: table.peek(),
    dates: dates.peek(),
    row: (date) => rowOn(date).peek(),
    desk: deskOn,
    text: plainText,
    headings: headings.peek(),
  });
}

/** Pasting begins at the corner of a selection, whichever end somebody is at. */
function topLeft(at: Spot): Spot {
  const other = anchor.peek() ?? at;
  const { dates, columns } = table.peek();
  return {
    date: dates.indexOf(other.date) < dates.indexOf(at.date) ? other.date : at.date,
    column: columns.indexOf(other.column) < columns.indexOf(at.column) ? other.column : at.column,
  };
}
