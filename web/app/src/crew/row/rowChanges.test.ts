import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../../time/zones';
import type { When } from '../../time/clock';
import { aDay } from '../aDay.fixture';
import { rowChanges, withFold, type RowInput } from './rowChanges';

beforeAll(loadTemporal);

function row(time = '19:00') {
  const [first] = aDay('2026-11-27', 'Europe/Berlin').item('Doors', time, { place: 'Foyer' }).sheet.schedule;
  if (!first) throw new Error('no row');
  return first;
}

const same: RowInput = {
  title: 'Doors',
  when: { precision: 'exact', start: '19:00' },
  place: 'Foyer',
  detail: '',
  confirmed: true,
};

describe('the changes of a form', () => {
  it('are none where everything is as it was', () => {
    expect(rowChanges(row(), same)).toEqual({});
  });

  it('say from which value to which, and null for what was emptied', () => {
    const pairs = rowChanges(row(), { ...same, when: { precision: 'about', start: '19:30' }, place: '' });
    expect(pairs).toEqual({
      when: [
        { precision: 'exact', start: '19:00' },
        { precision: 'about', start: '19:30' },
      ],
      place: ['Foyer', null],
    });
  });

  it('tell the two half past twos of a night apart', () => {
    const first = row();
    const input: RowInput = { ...same, when: { precision: 'exact', start: '19:00', fold: 'second' } };
    expect(Object.keys(rowChanges(first, input))).toEqual(['when']);
  });

  it('leave a hidden time hidden', () => {
    const hidden = { ...row(), when: { precision: 'hidden', sort: '19:00' } } as ReturnType<typeof row>;
    expect(rowChanges(hidden, { ...same, when: null })).toEqual({});
  });

  it('never empty a title', () => {
    expect(rowChanges(row(), { ...same, title: '' })).toEqual({});
  });
});

describe('the choice between two hours of one name', () => {
  const half: When = { precision: 'exact', start: '02:30+1' };

  it('is kept with the time', () => {
    expect(withFold(half, half, 'second')).toEqual({ ...half, fold: 'second' });
    expect(withFold(half, { precision: 'exact', start: '01:00+1' }, 'first')?.fold).toBe('first');
    expect(withFold({ ...half, fold: 'second' }, { ...half, fold: 'second' }, 'first')?.fold).toBe('first');
  });

  it('is no change while it says what was meant anyway', () => {
    expect(withFold(half, half, 'first')).toBe(half);
    expect(withFold(half, half, null)).toBe(half);
    expect(withFold(null, half, 'second')).toBeNull();
  });
});
