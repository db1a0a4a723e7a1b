import { expect, test } from 'vitest';
import { counted, effects, type ImportEvent, type ImportReport, type PlannedChange } from './importing';

const change = (
  date: string,
  kind: string,
  action: PlannedChange['action'] = 'create',
  differs: string[] = [],
) => ({
  action,
  kind,
  id: `${date} ${kind}`,
  date,
  title: '',
  differs,
});

test('a date that differs is told as that, whatever else is new on it', () => {
  const found = effects([
    change('2026-10-24', 'event'),
    change('2026-10-24', 'schedule_item', 'dispute', ['when']),
    change('2026-10-25', 'day'),
    change('2026-10-25', 'event'),
    change('2026-10-26', 'event'),
  ]);
  expect(found.get('2026-10-24')).toEqual({ kind: 'differs', fields: ['when'] });
  expect(found.get('2026-10-25')).toEqual({ kind: 'new date' });
  expect(found.get('2026-10-26')).toEqual({ kind: 'adds', kinds: ['event'] });
});

test('venues belong to no date and are not counted as one', () => {
  const venue: PlannedChange = { ...change('', 'venue'), date: null };
  expect(effects([venue]).size).toBe(0);
});

test('what is there already is counted too', () => {
  const report = {
    events: ['2026-10-24', '2026-10-24', '2026-10-25', '2026-10-26'].map((date): ImportEvent => ({
      row: 1,
      date,
    })),
    changes: [change('2026-10-24', 'day'), change('2026-10-25', 'event', 'fill')],
  } as unknown as ImportReport;
  expect(counted(report)).toEqual({ fresh: 1, more: 1, differ: 0, same: 1 });
});
