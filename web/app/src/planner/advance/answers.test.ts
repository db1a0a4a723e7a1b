import { describe, expect, it } from 'vitest';
import { en } from '../../i18n/en';
import type { Input } from '../../api/types';
import { linesOf, readAnswer, rowsOf, showAnswer, typedAnswer, type AnswerWords } from './answers';
import { advanceEn } from './words.en';

const words = { ...advanceEn.answerDialog, time: en.timeEntry } as AnswerWords;
const how = { yes: 'yes', no: 'no', cycle: '24', time: en.time } as const;
const read = (input: Input, text: string) => readAnswer(input, text, words);
const NUMBER: Input = { type: 'number' };
const METRES: Input = { type: 'number', unit: 'm' };
const UNION: Input = { type: 'choice', options: ['Union', 'House'] };
const COLUMNS = [
  { key: 'name', label: 'Name' },
  { key: 'phone', label: 'Phone' },
];

describe('an answer', () => {
  it.each<[Input, string, unknown, string]>([
    [{ type: 'text' }, ' Dock 2 ', 'Dock 2', 'Dock 2'],
    [{ type: 'text', lines: true }, 'a\r\nb', 'a\nb', 'a\nb'],
    [METRES, '12,5 m', 12.5, '12.5 m'],
    [METRES, '12', 12, '12 m'],
    [{ type: 'clock' }, '~11am', { precision: 'about', start: '11:00' }, 'about 11:00'],
    [{ type: 'clock' }, '11:00', { precision: 'exact', start: '11:00' }, '11:00'],
    [{ type: 'clock' }, 'TBD', { precision: 'tbd' }, 'TBD'],
    [UNION, 'union', 'Union', 'Union'],
    [{ type: 'yes_no' }, 'Yes', true, 'yes'],
    [{ type: 'yes_no' }, 'nein', false, 'no'],
    [{ type: 'money' }, 'eur 350', { minor: 35_000, currency: 'EUR' }, '350 EUR'],
    [{ type: 'money' }, '0.5 USD', { minor: 50, currency: 'USD' }, '0.50 USD'],
  ])('is stored as it was meant, and reads back as the same: %j %s', (input, typed, stored, shown) => {
    expect(read(input, typed)).toEqual({ ok: true, value: stored });
    expect(showAnswer(input, stored, how)).toBe(shown);
    expect(read(input, typedAnswer(input, stored, 'yes', 'no'))).toEqual({ ok: true, value: stored });
  });

  it('is none where nothing is typed', () => {
    for (const input of [NUMBER, UNION, { type: 'clock' }, { type: 'money' }] as Input[]) {
      expect(read(input, '  ')).toEqual({ ok: true, value: null });
    }
  });

  it.each<[Input, string]>([
    [NUMBER, '1,200'],
    [NUMBER, 'twelve'],
    [NUMBER, '1e300'],
    [NUMBER, 'NaN'],
    [{ type: 'clock' }, '7'],
    [{ type: 'yes_no' }, 'maybe'],
    [UNION, 'both'],
    [{ type: 'money' }, '350'],
    [{ type: 'money' }, '350.505 EUR'],
    [{ type: 'money' }, '-5 EUR'],
    [{ type: 'text' }, 'x'.repeat(201)],
  ])('that could mean two things or nothing is refused: %j %s', (input, typed) => {
    expect(read(input, typed).ok).toBe(false);
  });

  it('of rows leaves out what is empty', () => {
    const rows = rowsOf([['Ana', '0170'], ['', ' '], ['Ben']], COLUMNS);
    expect(rows).toEqual([{ name: 'Ana', phone: '0170' }, { name: 'Ben' }]);
    expect(linesOf(rows, COLUMNS)).toEqual([
      ['Ana', '0170'],
      ['Ben', ''],
    ]);
    expect(showAnswer({ type: 'rows', columns: COLUMNS }, rows, how)).toBe('Ana | 0170\nBen');
    expect(rowsOf([['', '']], COLUMNS)).toBeNull();
  });

  it('in a form that is no longer asked for is shown as it is', () => {
    expect(showAnswer({ type: 'clock' }, 'in the morning', how)).toBe('in the morning');
  });
});
