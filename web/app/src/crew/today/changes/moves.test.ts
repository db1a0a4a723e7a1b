import { describe, expect, it } from 'vitest';
import type { ChangeLine } from '../../../api/types';
import { changedRows, isMove, printedStart, together } from './moves';

let seq = 0;

function line(change: Partial<ChangeLine>): ChangeLine {
  seq += 1;
  return {
    at: '2026-11-27T13:05:00Z',
    seq,
    scope: 'everyone',
    kind: 'schedule_item',
    record: 'doors',
    title: 'Doors',
    action: 'changed',
    field: 'when',
    label: 'Time',
    old: '19:00',
    new: '19:30',
    sentence: '',
    author_name: 'Ida Brandt',
    outcome: 'applied',
    ...change,
  } as unknown as ChangeLine;
}

describe('changes that come together', () => {
  it('keep the first value and the last, and who said the last', () => {
    const [change] = together([line({}), line({ old: '19:30', new: '19:45', author_name: 'Jo Okafor' })]);
    expect(change).toMatchObject({ old: '19:00', new: '19:45', by: 'Jo Okafor' });
  });

  it('are none where the value is what it was', () => {
    expect(together([line({}), line({ old: '19:30', new: '19:00' })])).toEqual([]);
  });

  it('stay apart for other fields, other rows and every proposal', () => {
    const lines = [line({}), line({ field: 'place', old: 'A', new: 'B' }), line({ record: 'set' })];
    expect(together(lines)).toHaveLength(3);
    const proposals = [line({ action: 'proposed' as never }), line({ action: 'proposed' as never })];
    expect(together(proposals)).toHaveLength(2);
  });

  it('keep a row new that was added and changed since', () => {
    const added = line({ action: 'added' as never, field: null, old: '', new: '19:00' });
    const changes = together([added, line({ old: '19:00', new: '19:30' }), line({ record: 'set' })]);
    expect(changes.map((change) => change.action)).toEqual(['added', 'changed']);
  });
});

describe('changed rows', () => {
  it('show the move before any other change', () => {
    const rows = changedRows(together([line({}), line({ field: 'place', old: 'A', new: 'B' })]));
    expect(isMove(rows.get('doors'))).toBe(true);
  });

  it('are none for what was only proposed, or is no row', () => {
    expect(changedRows(together([line({ action: 'proposed' as never })])).size).toBe(0);
    expect(changedRows(together([line({ kind: 'note' as never })])).size).toBe(0);
  });
});

describe('a printed time', () => {
  it('gives its start in minutes', () => {
    expect(printedStart('19:45–20:20')).toBe(19 * 60 + 45);
    expect(printedStart('~22:50')).toBe(22 * 60 + 50);
    expect(printedStart('01:30+1')).toBe(25 * 60 + 30);
  });

  it('gives nothing where there was none', () => {
    expect(printedStart('TBD')).toBeUndefined();
    expect(printedStart('')).toBeUndefined();
  });
});
