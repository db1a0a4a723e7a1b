import { describe, expect, it } from 'vitest';
import { COLUMNS, type Column } from './columns';
import { editsOf, planPaste, readTsv, writeTsv, type PasteDesk } from './paste';
import { desk, row, sheet } from './tour.fixture';

const dates = ['2026-12-04', '2026-12-05', '2026-12-06'];
const sheets = new Map(dates.map((date) => [date, sheet({}, { date, day: `day-${date}` })]));

const paste: PasteDesk = {
  table: { dates, columns: COLUMNS, page: 10 },
  dates,
  row: (date) => row(sheets.get(date)),
  desk: (date) => desk(sheets.get(date)),
  text: (of, column) => {
    const { value } = of.cells[column];
    return value.is === 'time' ? (value.when?.start ?? '') : '';
  },
  headings: new Map<string, Column>([
    ['date', 'date'],
    ['doors', 'doors'],
    ['curfew', 'curfew'],
    ['city', 'city'],
  ]),
};

const plan = (text: string, from = { date: '2026-12-05', column: 'doors' as Column }) =>
  planPaste(readTsv(text), from, paste);

describe('text of a spreadsheet', () => {
  it('has tabs, line ends and quotes in quoted cells', () => {
    expect(readTsv('a\t"b\tc"\r\n"say ""hi""\nthere"\t\n')).toEqual([
      ['a', 'b\tc'],
      ['say "hi"\nthere', ''],
    ]);
  });

  it('reads back as it was written', () => {
    const rows = [
      ['2026-12-05', 'Wien\tHalle'],
      ['a "b"', 'c'],
    ];
    expect(readTsv(writeTsv(rows))).toEqual(rows);
  });

  it('has no rows where all cells are empty', () => {
    expect(readTsv('\n\t\n')).toEqual([]);
  });
});

describe('a paste', () => {
  it('counts from the selected cell where nothing says otherwise', () => {
    const { changes } = plan('19:30\t21:15\n18:00');
    expect(changes.map(({ date, column, text }) => [date, column, text])).toEqual([
      ['2026-12-05', 'doors', '19:30'],
      ['2026-12-05', 'stage', '21:15'],
      ['2026-12-06', 'doors', '18:00'],
    ]);
  });

  it('follows headings and dates wherever it is pasted', () => {
    const { changes, problems } = plan('Curfew\tDate\n22:30\t4 Dec\n23:30\t06.12.2026');
    expect(changes.map(({ date, column }) => [date, column])).toEqual([
      ['2026-12-04', 'curfew'],
      ['2026-12-06', 'curfew'],
    ]);
    expect(problems).toEqual([]);
  });

  it('names what it could not read, with its row, and changes the rest', () => {
    const { changes, problems } = plan('Date\tDoors\n4 Dec\t25:70\n9 Dec\t19:30\nsoon\t19:30\n6 Dec\t18:30');
    expect(changes.map(({ date, text }) => [date, text])).toEqual([['2026-12-06', '18:30']]);
    expect(problems.map(({ line, refusal }) => [line, refusal.key])).toEqual([
      [2, 'time'],
      [3, 'noSuchDay'],
      [4, 'noDate'],
    ]);
  });

  it('takes nothing away with empty cells', () => {
    expect(plan('Date\tDoors\tCurfew\n4 Dec\t\t22:00').changes).toHaveLength(1);
  });

  it('does not count what stands there already', () => {
    const made = plan('19:00\t21:05');
    expect([made.n_same, made.changes.length]).toEqual([1, 1]);
  });

  it('says what lies outside the table', () => {
    const made = plan('1,150 km\tmore', { date: '2026-12-06', column: 'drive' });
    expect(made.problems.map(({ refusal }) => refusal.key)).toEqual(['follows', 'outside']);
    expect(plan('19:30\n19:30', { date: '2026-12-06', column: 'doors' }).problems).toMatchObject([
      { line: 2, refusal: { key: 'outside' } },
    ]);
  });

  it('says where a position would be lost', () => {
    const { changes } = plan('Graz', { date: '2026-12-05', column: 'city' });
    expect(changes).toMatchObject([{ losesPosition: true }]);
  });
});

describe('the edits of a paste', () => {
  it('set several fields of a day at once', () => {
    const edits = editsOf(plan('Off\tGraz', { date: '2026-12-05', column: 'type' }));
    expect(edits).toHaveLength(1);
    expect(edits[0]).toMatchObject({ do: 'set', fields: { day_type: ['show', 'day_off'] } });
    expect(edits[0]).toHaveProperty('fields.place');
  });

  it('give a house to a day that becomes a show by them', () => {
    const off = sheet({ events: [] }, { date: '2026-12-05', day: 'day-off', day_type: 'day_off' });
    const sheetOf = (date: string) => (date === '2026-12-05' ? off : sheets.get(date));
    const made = planPaste(
      [['Show', '', 'Halle 9']],
      { date: '2026-12-05', column: 'type' },
      {
        ...paste,
        row: (date) => row(sheetOf(date)),
        desk: (date) => desk(sheetOf(date)),
      },
    );
    expect(made.problems).toEqual([]);
    expect(made.changes.map(({ column }) => column)).toEqual(['type', 'venue']);
  });

  it('make a new house that is named twice only once', () => {
    const edits = editsOf(plan('Arena\nArena', { date: '2026-12-05', column: 'venue' }));
    expect(edits.map((edit) => edit.do)).toEqual(['create', 'set']);
    const [house, first] = edits as unknown as [{ id: string }, { fields: { venue: unknown[] } }];
    expect(first.fields.venue[1]).toBe(house.id);
  });
});
