import { describe, expect, it } from 'vitest';
import { aRow, aSheet, aWhen } from '../fixture';
import { CLOCK, formOn, keepForm, dropForm, minutesIn, requestOf, startsOf } from './form';

const sheet = aSheet([
  aRow('Load-in', '08:00'),
  aRow('Settlement', null, { when: { precision: 'tbd', sort: '23:30' } }),
  aRow('Laundry', null),
]);

describe('a shift', () => {
  it('begins at rows with a place in the running order', () => {
    expect(startsOf(sheet).map((row) => row.title)).toEqual(['Load-in', 'Settlement']);
  });

  it.each([
    ['30', 30],
    ['+30', 30],
    ['-15', -15],
    ['−15', -15],
    ['720', 720],
    ['721', undefined],
    ['0', undefined],
    ['', undefined],
    ['1.5', undefined],
    ['half', undefined],
  ])('by %j is by %s minutes', (text, minutes) => {
    expect(minutesIn(text)).toBe(minutes);
  });

  it('asks nothing while something is missing', () => {
    const form = formOn(sheet, 'Load-in');
    expect(requestOf(form)).toBeUndefined();
    expect(requestOf({ ...form, minutes: '30', from: CLOCK, clock: undefined })).toBeUndefined();
  });

  it('from a row takes it along if it is to', () => {
    const form = { ...formOn(sheet, 'Load-in'), minutes: '30', party: 'A', exclude: ['x'] };
    expect(requestOf(form)).toEqual({
      after: { item: 'Load-in' },
      minutes: 30,
      with_anchor: true,
      exclude: ['x'],
      departments: [],
      party: 'A',
    });
  });

  it('from a clock has no row to take along', () => {
    const form = { ...formOn(sheet), minutes: '-10', from: CLOCK, clock: aWhen('18:00') };
    expect(requestOf(form)).toMatchObject({ after: { clock: '18:00' }, minutes: -10, with_anchor: false });
  });

  it('that was begun is still there when the dialog opens again', () => {
    keepForm('2026-11-29', { ...formOn(sheet), minutes: '25' });
    expect(formOn(sheet).minutes).toBe('25');
    dropForm('2026-11-29');
    expect(formOn(sheet).minutes).toBe('');
  });
});
