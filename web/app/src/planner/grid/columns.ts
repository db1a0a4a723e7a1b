// The columns of the tour grid: what stands in which, and which stand together.

export const COLUMNS = [
  'date',
  'type',
  'city',
  'venue',
  'capacity',
  'status',
  'confirmed',
  'load_in',
  'doors',
  'stage',
  'curfew',
  'bus_call',
  'drive',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Columns of times, with the type of the schedule's row that stands in each. */
export const TIME_COLUMNS = {
  load_in: 'load_in',
  doors: 'doors',
  stage: 'set',
  curfew: 'curfew',
  bus_call: 'bus_call',
} as const;
export type TimeColumn = keyof typeof TIME_COLUMNS;

export function isTimeColumn(column: Column): column is TimeColumn {
  return Object.hasOwn(TIME_COLUMNS, column);
}

/** Columns whose cells are typed into. The others follow from what stands elsewhere. */
export const WRITABLE: ReadonlySet<Column> = new Set<Column>([
  'type',
  'city',
  'venue',
  'capacity',
  'status',
  'load_in',
  'doors',
  'stage',
  'curfew',
  'bus_call',
]);

export const COLUMN_SETS = {
  all: COLUMNS,
  production: [
    'date',
    'city',
    'venue',
    'status',
    'confirmed',
    'load_in',
    'doors',
    'stage',
    'curfew',
    'bus_call',
  ],
  routing: ['date', 'type', 'city', 'venue', 'capacity', 'status', 'bus_call', 'drive'],
  times: ['date', 'city', 'load_in', 'doors', 'stage', 'curfew', 'bus_call'],
} as const satisfies Record<string, readonly Column[]>;
export type ColumnSet = keyof typeof COLUMN_SETS;

/** Pixels; where there is more room, city and venue share it. */
const WIDTHS: Record<Column, number> = {
  date: 100,
  type: 70,
  city: 116,
  venue: 112,
  capacity: 58,
  status: 98,
  confirmed: 78,
  load_in: 58,
  doors: 58,
  stage: 58,
  curfew: 58,
  bus_call: 74,
  drive: 106,
};
/** `12:30 am` needs more room than `00:30`. */
const MORE_FOR_TWELVE = 22;

export function widthOf(column: Column, cycle: '12' | '24'): number {
  return WIDTHS[column] + (cycle === '12' && isTimeColumn(column) ? MORE_FOR_TWELVE : 0);
}
