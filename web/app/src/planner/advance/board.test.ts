import { describe, expect, it } from 'vitest';
import type { DaySheet } from '../../api/types';
import { cellOf, FILTERS, matches, sectionsAsked, showsOf, withOwn } from './board';
import { aField, anAdvance, anEntry, anItem } from './fixture';
import { fieldsOf, overlaySheet, sayEdit } from './overlay';

const shownBy = (item: ReturnType<typeof anItem>) =>
  FILTERS.filter((filter) => matches(item, filter, '2026-12-04'));

describe('a cell of the board', () => {
  it('says how much is answered and what wants to be looked at, the most pressing first', () => {
    const counts = { questions: 5, answers: 2, undecided: 1, differs: 1, disputed: 1, newest: 40 };
    const cell = cellOf(anItem({}, [counts]), 'schedule', 39);
    expect(cell).toMatchObject({ answers: 2, questions: 5, isDone: false });
    expect(cell?.marks.map(({ mark }) => mark)).toEqual(['disputed', 'differs', 'undecided', 'fresh']);
  });

  it('is new until somebody has looked at its newest answer', () => {
    const item = anItem({}, [{ questions: 1, answers: 1, newest: 40 }]);
    expect(cellOf(item, 'schedule', 40)?.marks).toEqual([]);
    expect(cellOf(item, 'schedule', 0)?.marks).toEqual([{ mark: 'fresh', n: 1 }]);
  });

  it('is done with every question answered and decided', () => {
    expect(cellOf(anItem({}, [{ questions: 2, answers: 2 }]), 'schedule', 0)?.isDone).toBe(true);
    expect(cellOf(anItem({}, [{ questions: 2, answers: 2, undecided: 1 }]), 'schedule', 0)?.isDone).toBe(
      false,
    );
  });

  it('is empty where the sheet asks nothing', () => {
    expect(cellOf(anItem(), 'schedule', 0)).toBeUndefined();
  });
});

describe('the filter', () => {
  it.each([
    [anItem({ status: 'not_sent' }), ['coming', 'all', 'unsent']],
    [anItem({ status: 'not_begun', advance: null }), ['coming', 'all', 'unsent']],
    [anItem({ date: '2026-12-03', status: 'completed' }), ['all']],
    [anItem({ sent_on: '2026-11-20', undecided: 2 }), ['coming', 'all', 'decide']],
    [
      anItem({ sent_on: '2026-11-20', status: 'needs_attention', disputed: 1 }),
      ['coming', 'all', 'attention', 'decide'],
    ],
  ])('shows a show where it belongs: %#', (item, filters) => {
    expect(shownBy(item)).toEqual(filters);
  });
});

it('has a column for each section of a sheet, and for others that are asked about', () => {
  expect(sectionsAsked([])).toHaveLength(15);
  expect(sectionsAsked([anItem({}, [{ section: 'other' }, { section: 'rigging' }])]).slice(15)).toEqual([
    'other',
    'rigging',
  ]);
});

it('has a row for each show that is on where the tour has no sheet yet', () => {
  const events = [
    { id: 'late', title: 'Late show' },
    { id: 'off', status: 'cancelled' },
    { id: 'radio', event_type: 'press' },
    { id: 'fest', event_type: 'festival', venue_name: 'Meadow' },
  ];
  const day = { header: { date: '2026-12-04', city: 'Hamburg' }, events } as unknown as DaySheet;
  expect(showsOf([day]).map(({ event, show, status }) => [event, show, status])).toEqual([
    ['late', '2026-12-04 · Late show · Hamburg', 'not_begun'],
    ['fest', '2026-12-04 · Meadow · Hamburg', 'not_begun'],
  ]);
});

it('counts an answer of this device before the server knows it', () => {
  const sheet = anAdvance([aField('load_in'), aField('doors')]);
  const said = { answer: '11:00', answered: { via: 'phone', at: '2026-12-04T14:00:00Z' }, remark: null };
  const edit = sayEdit(sheet, fieldsOf(sheet)[0]!, 'management', said)!;
  const item = withOwn(anItem(), overlaySheet(sheet, [anEntry(edit)]));
  expect(item).toMatchObject({ answers: 1, answered: 1, undecided: 1, required: 2 });
  expect(item.sections).toMatchObject([{ section: 'schedule', answers: 1, questions: 2 }]);
  expect(withOwn(anItem(), sheet)).toEqual(anItem());
});
