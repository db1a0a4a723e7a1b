import { describe, expect, it } from 'vitest';
import type { DisputeBlock } from '../../../api/types';
import { aSheet, aWhen } from '../fixture';
import type { Change } from '../history/changes';
import { decide, fromRecord, fromSheets, withHistory } from './disputes';

const block = {
  id: 'd1',
  record: 'r1',
  kind: 'schedule_item',
  title: 'Bus call',
  field: 'when',
  label: 'Time',
  in_force: { id: 's721', value: aWhen('01:30+1'), text: '', by_name: 'Mara', said_at: null },
  candidates: [{ id: 'g.0', value: aWhen('02:00+1'), text: '', by_name: 'Jo', said_at: null }],
} as unknown as DisputeBlock;

function sheetWith(date: string) {
  return { ...aSheet([], date), disputes: [block] };
}

describe('disputes', () => {
  it('stand once, however many sheets show them', () => {
    const found = fromSheets([sheetWith('2026-11-29'), sheetWith('2026-11-30')]);
    expect(found).toHaveLength(1);
    expect(found[0]?.dates).toEqual(['2026-11-29', '2026-11-30']);
  });

  it('are decided with everything that was seen', () => {
    const [dispute] = fromSheets([sheetWith('2026-11-29')]);
    expect(dispute && decide(dispute, aWhen('01:45+1'))).toEqual({
      do: 'settle',
      dispute: 'd1',
      to: { precision: 'exact', start: '01:45+1' },
      saw: ['s721', 'g.0'],
    });
  });

  it('about a deletion are decided with yes or no', () => {
    const [dispute] = fromSheets([sheetWith('2026-11-29')]);
    const deleted = dispute && { ...dispute, field: '$deleted' };
    expect(deleted && decide(deleted, { record: 'r2' })).toMatchObject({ to: false });
    expect(deleted && decide(deleted, true)).toMatchObject({ to: true });
  });

  it('learn from the history when and why each value was said', () => {
    const [dispute] = fromSheets([sheetWith('2026-11-29')]);
    const history = [
      { field: 'when', seq: 722, outcome: 'disputed', new: aWhen('02:00+1'), at: 'T2', reason: 'Truck 3' },
      { field: 'when', seq: 721, outcome: 'applied', new: aWhen('01:30+1'), at: 'T1', reason: 'The driver' },
      { field: 'title', seq: 721, outcome: 'applied', new: 'x', at: 'T0', reason: 'no' },
    ] as unknown as Change[];
    const told = dispute && withHistory(dispute, history);
    expect(told?.inForce).toMatchObject({ at: 'T1', reason: 'The driver', by: 'Mara' });
    expect(told?.candidates[0]).toMatchObject({ at: 'T2', reason: 'Truck 3', by: 'Jo' });
  });

  it('on no sheet are told from their records', () => {
    const names = new Map([['p1', 'Jo Okafor']]);
    const fields = {
      subject: 'v1',
      subject_kind: 'vehicle',
      field: 'plate',
      open: true,
      in_force: 'B-1',
      in_force_id: 's3',
      in_force_by: 'p1',
      candidates: [{ id: 'g.1', value: 'B-2', author: 'p2' }],
    };
    expect(fromRecord('d2', fields, (id) => names.get(id))).toMatchObject({
      title: '',
      inForce: { value: 'B-1', by: 'Jo Okafor' },
      candidates: [{ id: 'g.1', value: 'B-2', by: undefined }],
    });
  });
});
