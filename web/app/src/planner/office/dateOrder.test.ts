import { expect, test } from 'vitest';
import { askedValues, withOrder, writtenOut } from './dateOrder';
import type { ImportProblem } from './importing';

const both = 'it can be 5 November 2026 (day first) or 11 May 2026 (month first), and nothing proves which';
const problem = (value: string, reason = both): ImportProblem => ({
  row: 2,
  column: 'date',
  value,
  reason,
  severity: 'error',
  candidates: [],
});
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (given: Uint8Array | undefined) => given && new TextDecoder().decode(given);

test('only what can be read both ways is asked, and each value once', () => {
  const problems = [problem('05/11/2026'), problem('05/11/2026'), problem('2026-02-30', 'does not exist')];
  expect(askedValues(problems)).toEqual(['05/11/2026']);
});

test('a date is written out as whoever was asked reads it', () => {
  expect(writtenOut('05/11/2026', 'day')).toBe('2026-11-05');
  expect(writtenOut('05/11/2026', 'month')).toBe('2026-05-11');
  expect(writtenOut('5.11.26 20:00', 'day')).toBe('2026-11-05 20:00');
  expect(writtenOut('05/11', 'month')).toBe('11 May');
});

test('every such date of a file is written out and nothing else changes', () => {
  const file = 'date,city\n05/11/2026,Malmö\n"05/11/2026",05/11/20261\n';
  expect(text(withOrder(bytes(file), ['05/11/2026'], 'day'))).toBe(
    'date,city\n2026-11-05,Malmö\n"2026-11-05",05/11/20261\n',
  );
});

test('a slash that JSON has escaped is found too', () => {
  expect(text(withOrder(bytes(String.raw`{"date":"05\/11\/2026"}`), ['05/11/2026'], 'month'))).toBe(
    '{"date":"2026-05-11"}',
  );
});

test('a workbook cannot be written into', () => {
  expect(withOrder(bytes('PK\u0003\u0004 05/11/2026'), ['05/11/2026'], 'day')).toBeUndefined();
  expect(withOrder(bytes('nothing of the kind'), ['05/11/2026'], 'day')).toBeUndefined();
});
