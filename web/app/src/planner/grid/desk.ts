// How somebody has set up the grid: which rows and columns they see, on which clocks, and where they are. What they
// chose stays on the device.

import { computed, effect, signal } from '@preact/signals';
import { dates, openTour, sheetOn, tourPiece } from '../../data/book';
import { COLUMN_SETS, COLUMNS, type Column, type ColumnSet } from './columns';
import type { Spot, Table } from './moves';
import { today } from './tour';

export type Clocks = 'venue' | 'home' | 'utc';

interface View {
  columns: ColumnSet;
  clocks: Clocks;
  /** Whether the day's panel stands beside the table. */
  panel: boolean;
}

const KEY = 'buscall-desk';
const USUAL: View = { columns: 'all', clocks: 'venue', panel: true };
/** Below this width the panel lies over the table, so it is opened only when asked for. */
export const NARROW = '(max-width: 1199px)';

function read(): View {
  try {
    const kept = { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<View>) };
    return Object.hasOwn(COLUMN_SETS, kept.columns) ? kept : USUAL;
  } catch {
    return USUAL;
  }
}

export const view = signal<View>(read());
/** Whether the panel lies over the table. */
const over = signal(globalThis.matchMedia?.(NARROW).matches ?? false);
const overOpen = signal(false);

export const panelOver = computed(() => over.value);
export const panelOpen = computed(() => (over.value ? overOpen.value : view.value.panel));

export function openPanel(open: boolean): void {
  if (over.value) overOpen.value = open;
  else choose({ panel: open });
}

export function choose(change: Partial<View>): void {
  view.value = { ...view.value, ...change };
}

/** The tour that the filter and the place in the table are of. */
let of: string | undefined;

/** Keeps what was chosen, and follows the width of the window; the answer stops it. */
export function startDesk(): () => void {
  const query = matchMedia(NARROW);
  const follow = () => {
    over.value = query.matches;
  };
  query.addEventListener('change', follow);
  follow();
  // Another tour has other legs, and nobody has been anywhere in it.
  const leave = effect(() => {
    if (openTour.value === of) return;
    of = openTour.value;
    filter.value = { leg: '', type: '' };
    chosen.value = undefined;
    anchor.value = undefined;
  });
  const stop = effect(() => {
    try {
      localStorage.setItem(KEY, JSON.stringify(view.value));
    } catch {
      // A full or closed storage costs only the preference.
    }
  });
  return () => {
    query.removeEventListener('change', follow);
    leave();
    stop();
  };
}

/** The leg and the type that are shown; empty for all. */
export const filter = signal({ leg: '', type: '' });

export interface LegGroup {
  leg: string;
  dates: string[];
  n_shows: number;
}

/** The dates that are shown, leg by leg in the order of the tour. */
export const groups = computed(() => {
  const { leg, type } = filter.value;
  const all: LegGroup[] = [];
  for (const date of dates.value) {
    const header = sheetOn(date)?.sheet.header;
    if (!header) continue;
    const of = header.leg ?? '';
    if ((leg !== '' && of !== leg) || (type !== '' && header.day_type !== type)) continue;
    let group = all.at(-1);
    if (group?.leg !== of) all.push((group = { leg: of, dates: [], n_shows: 0 }));
    group.dates.push(date);
    const isShow = header.day_type === 'show' || header.day_type === 'festival';
    if (isShow && header.status !== 'cancelled') group.n_shows += 1;
  }
  return all;
});

export const legNames = computed(() => {
  const named = dates.value.flatMap((date) => sheetOn(date)?.sheet.header.leg ?? []);
  return [...new Set(named)];
});
export const typesThere = computed(() => {
  const types = dates.value.flatMap((date) => sheetOn(date)?.sheet.header.day_type ?? []);
  return [...new Set(types)];
});

export const columnsShown = computed<readonly Column[]>(() => COLUMN_SETS[view.value.columns] ?? COLUMNS);

/** How many rows Page down goes on; the grid measures it. */
export const pageRows = signal(15);

export const table = computed<Table>(() => ({
  dates: groups.value.flatMap((group) => group.dates),
  columns: columnsShown.value,
  page: pageRows.value,
}));

const chosen = signal<Spot | undefined>(undefined);
/** The other corner of a range; undefined for a single cell. */
export const anchor = signal<Spot | undefined>(undefined);

/** Where somebody is: where they went last, or else today or the next date that the tour has. */
export const spot = computed<Spot | undefined>(() => {
  const { dates: shown, columns } = table.value;
  const at = chosen.value;
  const column = at && columns.includes(at.column) ? at.column : (columns[0] ?? 'date');
  if (at && shown.includes(at.date)) return { date: at.date, column };
  const date = shown.find((one) => one >= (at?.date ?? today.value)) ?? shown.at(-1);
  return date ? { date, column } : undefined;
});

/** Goes to a cell, taking a range along where the other corner is to stay. */
export function goTo(to: Spot, extend = false): void {
  anchor.value = extend ? (anchor.value ?? spot.value) : undefined;
  chosen.value = to;
}

/** Goes to a date wherever it is hidden. */
export function reveal(date: string, column: Column = 'date'): void {
  const { leg, type } = filter.value;
  const header = sheetOn(date)?.sheet.header;
  if ((leg !== '' && header?.leg !== leg) || (type !== '' && header?.day_type !== type)) {
    filter.value = { leg: '', type: '' };
  }
  if (!columnsShown.value.includes(column)) choose({ columns: 'all' });
  goTo({ date, column });
}

/** The zone of a second clock; undefined where times are those of each date's own zone. */
export const otherZone = computed(() => {
  const { clocks } = view.value;
  if (clocks === 'utc') return 'UTC';
  return clocks === 'home' ? (tourPiece.value?.header.home_zone ?? undefined) : undefined;
});
