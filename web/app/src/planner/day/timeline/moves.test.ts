import { describe, expect, it } from 'vitest';
import { strictText } from '../../../time/parse';
import { aRow, aWhen } from '../fixture';
import { curfewOf, dragEnd, dragTo, minutesPastCurfew, moveByKey, stretchBy } from './moves';

const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
  key: name,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('a key', () => {
  it.each([
    ['ArrowDown', {}, '19:35–20:20'],
    ['ArrowRight', {}, '19:35–20:20'],
    ['ArrowUp', {}, '19:25–20:10'],
    ['ArrowUp', { shiftKey: true }, '19:15–20:00'],
    ['ArrowDown', { altKey: true }, '19:30–20:20'],
    ['ArrowLeft', { altKey: true, shiftKey: true }, '19:30–20:00'],
  ])('%s %j gives %s', (name, more, expected) => {
    expect(strictText(moveByKey(aWhen('19:30-20:15'), key(name, more)))).toBe(expected);
  });

  it('moves exactly, so an odd minute stays odd', () => {
    expect(strictText(moveByKey(aWhen('19:32'), key('ArrowDown')))).toBe('19:37');
  });

  it('stops at the ends of the show day', () => {
    expect(moveByKey(aWhen('00:00'), key('ArrowUp'))).toBeUndefined();
    expect(moveByKey(aWhen('23:55+2'), key('ArrowDown'))).toBeUndefined();
    expect(moveByKey(aWhen('19:30'), key('Enter'))).toBeUndefined();
  });
});

describe('a duration', () => {
  it('begins with the first step and ends where the end meets the start', () => {
    expect(strictText(stretchBy(aWhen('19:30'), 5))).toBe('19:30–19:35');
    expect(stretchBy(aWhen('19:30-19:35'), -5)).toEqual(aWhen('19:30'));
    expect(stretchBy(aWhen('19:30'), -5)).toEqual(aWhen('19:30'));
  });

  it('runs past midnight', () => {
    expect(strictText(stretchBy(aWhen('23:30-23:55'), 15))).toBe('23:30–00:10+1');
  });
});

describe('the pointer', () => {
  it("carries a start to the clock's own five minutes", () => {
    expect(strictText(dragTo(aWhen('19:32-20:02'), 11))).toBe('19:45–20:15');
    expect(strictText(dragTo(aWhen('19:30'), 2))).toBe('19:30');
  });

  it('carries an end there, never before the start', () => {
    expect(strictText(dragEnd(aWhen('19:30-20:00'), 13))).toBe('19:30–20:15');
    expect(strictText(dragEnd(aWhen('19:30-20:00'), -90))).toBe('19:30');
    expect(strictText(dragEnd(aWhen('19:30'), 21))).toBe('19:30–19:50');
  });
});

describe('a curfew', () => {
  const matinee = aRow('matinee', '16:00', { item_type: 'curfew', event: 'e1' });
  const evening = aRow('evening', '23:00', { item_type: 'curfew', event: 'e2' });
  const rows = [evening, matinee];

  it('of a matinee does not hold for the evening', () => {
    expect(curfewOf(rows, aRow('set', '21:00'), aWhen('21:00'))?.title).toBe('evening');
    expect(curfewOf(rows, aRow('set', '14:00'), aWhen('14:00'))?.title).toBe('matinee');
    expect(curfewOf(rows, aRow('set', '14:00', { event: 'e2' }), aWhen('14:00'))?.title).toBe('evening');
  });

  it('counts the minutes that a set plays past it', () => {
    const set = aRow('set', '21:00', { item_type: 'set' });
    expect(minutesPastCurfew(rows, set, aWhen('21:30-23:10'))).toBe(10);
    expect(minutesPastCurfew(rows, set, aWhen('21:30-23:00'))).toBe(0);
    expect(minutesPastCurfew(rows, set, aWhen('23:30'))).toBe(30);
    expect(
      minutesPastCurfew(rows, aRow('load-out', '23:15', { item_type: 'load_out' }), aWhen('23:15')),
    ).toBe(0);
  });
});
