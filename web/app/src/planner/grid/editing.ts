// The cell that is being typed into, and what was typed but could not be saved. A text that is refused stays where
// it was typed until somebody corrects it or takes it back.

import { batch, computed, effect, signal, type Signal } from '@preact/signals';
import type { Place } from '../../api/types';
import { openTour, sheetOn, tourPiece } from '../../data/book';
import { may, scopeOf, tourOf } from '../../data/session';
import { act } from '../../data/undo';
import { words } from '../../i18n';
import { say } from '../../ui/Toast';
import { planWords } from '../words';
import type { Row } from './cells';
import { plain, type KnownPlaces } from './cities';
import { WRITABLE, type Column } from './columns';
import { dayRecords } from './dayRecords';
import { goTo, table } from './desk';
import { between, next, type Spot } from './moves';
import { rowOn } from './rows';
import { cellName, cycle, editText, plainText } from './show';
import { clear, write, type CityDecision, type Desk, type Refusal } from './writing';

export interface Editing extends Spot {
  /** What the screen showed when the cell was opened: whoever is faster meanwhile is not overwritten unseen. */
  row: Row;
  desk: Desk;
  /** What stood there, as text. */
  before: string;
  text: Signal<string>;
  refusal: Signal<Refusal | undefined>;
}

export interface Draft {
  text: string;
  refusal: Refusal;
}

export const editing = signal<Editing | undefined>(undefined);
/** Texts that were left in their cells, by `date column`. */
export const drafts = signal<ReadonlyMap<string, Draft>>(new Map());

// What was typed belongs to its tour.
effect(() => {
  if (openTour.value === undefined) return;
  drafts.value = new Map();
  editing.value = undefined;
});

export const mayEdit = computed(() => may(tourOf(openTour.value ?? ''), 'edit'));

const keyOf = (at: Spot) => `${at.date} ${at.column}`;

/** Places of the tour by city, for days that move to a city where the tour already is. */
const knownPlaces = computed<KnownPlaces>(() => {
  const known = new Map<string, Place>();
  const places = [
    ...(tourPiece.value?.venues ?? []).map((venue) => venue.place),
    ...[...dayRecords.value.values()].map((day) => day.place),
  ];
  for (const place of places) if (place?.city && place.lat != null) known.set(plain(place.city), place);
  return known;
});
export { knownPlaces };

const choices = computed(() => ({ type: named(words.value.dayType), status: named(words.value.status) }));

/** Values by every name that somebody may type for them. */
function named(all: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(all).flatMap(([key, word]) => [
      [key, key],
      [key.replaceAll('_', ' '), key],
      [word.toLocaleLowerCase(), key],
    ]),
  );
}

/** What the cells of a date are written with. */
export function deskOn(date: string): Desk | undefined {
  const sheet = sheetOn(date)?.sheet;
  const scope = scopeOf(tourOf(openTour.value ?? ''));
  if (!sheet || !scope) return undefined;
  const record = dayRecords.value.get(sheet.header.day);
  return {
    sheet,
    scope,
    place: record === undefined ? undefined : record.place,
    known: knownPlaces.value,
    venues: tourPiece.value?.venues ?? [],
    choices: choices.value,
    titles: planWords.value.grid.titles,
  };
}

/** Opens a cell, with its text or with what somebody began to type over it. */
export function edit(at: Spot, typed?: string): void {
  const row = rowOn(at.date).peek();
  const desk = deskOn(at.date);
  if (!row || !desk) return;
  if (!mayEdit.peek()) return say(planWords.peek().grid.edit.readOnly);
  const cell = row.cells[at.column];
  const draft = drafts.peek().get(keyOf(at));
  const { refusal } = planWords.peek().grid;
  if (!WRITABLE.has(at.column)) {
    return say(refusal.follows[at.column as 'date' | 'confirmed' | 'drive']);
  }
  if (cell.value.is === 'time' && cell.value.others.length > 0) return say(refusal.several);
  const before = editText(cell, cycle.peek());
  batch(() => {
    goTo(at);
    editing.value = {
      ...at,
      row,
      desk,
      before,
      text: signal(typed ?? draft?.text ?? before),
      refusal: signal(typed === undefined ? draft?.refusal : undefined),
    };
  });
}

/** Takes back what was typed: the old value stays. */
export function cancel(): void {
  const now = editing.peek();
  if (!now) return;
  batch(() => {
    forgetDraft(now);
    editing.value = undefined;
  });
}

/** What saving the text of the open cell would do. */
export function attempt(decision?: CityDecision): ReturnType<typeof write> | undefined {
  const now = editing.peek();
  if (!now) return undefined;
  const text = now.text.peek();
  // What nobody touched is not written, however it is spelled.
  if (text === now.before) return { ok: true, edits: [] };
  return write(now.row, now.column, text, now.desk, decision);
}

/**
 * Saves the open cell. Where its text is refused, `stay` keeps the cell open with the reason, and otherwise the text
 * is left in the cell. Answers whether the cell was closed.
 */
export function commit(stay: boolean, decision?: CityDecision): boolean {
  const now = editing.peek();
  const written = attempt(decision);
  if (!now || !written) return true;
  if (!written.ok) {
    if (stay) {
      now.refusal.value = written.refusal;
      return false;
    }
    const draft = { text: now.text.peek(), refusal: written.refusal };
    batch(() => {
      drafts.value = new Map([...drafts.peek(), [keyOf(now), draft]]);
      editing.value = undefined;
    });
    return true;
  }
  const label = planWords.peek().grid.edit.label(cellName(now.column, now.date), now.text.peek().trim());
  batch(() => {
    forgetDraft(now);
    editing.value = undefined;
  });
  if (written.edits.length > 0) void keep(written.edits, label);
  return true;
}

/** Goes from the open cell to the next or the one before, or down. */
export function onwards(at: Spot, where: 'down' | 1 | -1): void {
  const { dates } = table.peek();
  if (where === 'down') {
    const below = dates[dates.indexOf(at.date) + 1];
    goTo({ date: below ?? at.date, column: at.column });
  } else goTo(next(table.peek(), at, where) ?? at);
}

/** Empties every cell of a range; what cannot be empty is named. */
export function clearRange(from: Spot, to: Spot): void {
  if (!mayEdit.peek()) return say(planWords.peek().grid.edit.readOnly);
  const { dates, columns } = between(table.peek(), from, to);
  const w = planWords.peek().grid;
  const single = dates.length * columns.length === 1;
  let refused: Refusal | undefined;
  const edits = dates.flatMap((date) =>
    columns.flatMap((column) => {
      if (drafts.peek().has(keyOf({ date, column }))) {
        forgetDraft({ date, column });
        return [];
      }
      const row = rowOn(date).peek();
      const desk = deskOn(date);
      const written = row && desk && clear(row, column, desk);
      if (written && !written.ok) refused ??= written.refusal;
      return written?.ok ? written.edits : [];
    }),
  );
  if (edits.length > 0) {
    const label = single ? w.edit.label(cellName(from.column, from.date), '') : w.edit.cleared(edits.length);
    void keep(edits, label);
  } else if (refused) say(refusalText(refused));
}

async function keep(edits: Parameters<typeof act>[1], label: string): Promise<void> {
  const tour = openTour.peek();
  if (tour) await act(tour, edits, label);
}

function forgetDraft(at: Spot): void {
  const key = keyOf(at);
  if (!drafts.peek().has(key)) return;
  drafts.value = new Map([...drafts.peek()].filter(([one]) => one !== key));
}

/** Why a text was refused, in words. */
export function refusalText(refusal: Refusal): string {
  const w = planWords.value.grid.refusal;
  switch (refusal.key) {
    case 'time':
      return timeRefusal(refusal);
    case 'choice':
      return refusal.column === 'type' ? w.choiceType(refusal.text) : w.choiceStatus(refusal.text);
    case 'number':
      return w.number(refusal.text);
    case 'otherCity':
      return w.otherCity(refusal.city, refusal.from);
    case 'follows':
      return w.follows[refusal.column as 'date'] ?? w.empty;
    default:
      return w[refusal.key];
  }
}

function timeRefusal({ why, understood }: Extract<Refusal, { key: 'time' }>): string {
  const { timeEntry } = words.value;
  const [first = '', second = ''] = why.quotes;
  const text = timeEntry[why.key](first, second);
  return understood === undefined ? text : timeEntry.readAs(understood) + text;
}

/** What a range holds, row by row, for a spreadsheet. */
export function rangeText(from: Spot, to: Spot): string[][] {
  const { dates, columns } = between(table.peek(), from, to);
  return dates.flatMap((date) => {
    const row = rowOn(date).peek();
    return row ? [columns.map((column: Column) => plainText(row, column))] : [];
  });
}
