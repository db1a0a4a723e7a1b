import { describe, expect, it } from 'vitest';
import { departmentsIn, editText, emptyRow, fieldsOf, typed, withEdits } from './cells';
import { aRow } from '../fixture';

const row = aRow('Soundcheck', '16:00-17:30', { departments: ['Audio', 'Lights'], place: 'Main stage' });

describe('what was typed into a cell', () => {
  it('is an edit from what was shown to what was typed', () => {
    expect(typed(row, 'when', '1615-1745')).toEqual({
      ok: true,
      edits: [
        {
          do: 'set',
          kind: 'schedule_item',
          id: 'Soundcheck',
          fields: {
            when: [
              { precision: 'exact', start: '16:00', end: '17:30' },
              { precision: 'exact', start: '16:15', end: '17:45' },
            ],
          },
        },
      ],
    });
  });

  it.each([
    ['when', '16:00-17:30'],
    ['title', ' Soundcheck '],
    ['place', 'Main stage'],
    ['departments', 'Audio, Lights'],
    ['confirmed', 'false'],
  ] as const)('is no edit in %s where %j stands already', (column, text) => {
    expect(typed(row, column, text)).toEqual({ ok: true, edits: [] });
  });

  it('moves the whole time by minutes', () => {
    const answer = typed(row, 'when', '+15');
    expect(JSON.stringify(answer)).toContain('"start":"16:15","end":"17:45"');
  });

  it('is kept and explained where it is no time', () => {
    expect(typed(row, 'when', '2570')).toEqual({
      ok: false,
      problem: 'time',
      why: { key: 'minute', quotes: ['70'] },
      understood: '25:70',
    });
  });

  it('clears a place, a type and a time, never a title', () => {
    expect(JSON.stringify(typed(row, 'place', ' '))).toContain('["Main stage",null]');
    expect(JSON.stringify(typed(row, 'when', ''))).toContain(',null]');
    expect(typed(row, 'title', '  ')).toEqual({ ok: false, problem: 'title' });
  });

  it('is refused past the longest line', () => {
    expect(typed(row, 'title', 'x'.repeat(200)).ok).toBe(true);
    expect(typed(row, 'title', 'x'.repeat(201))).toEqual({ ok: false, problem: 'tooLong' });
  });

  it('adds and removes departments one by one', () => {
    const answer = typed(row, 'departments', 'Lights, Video');
    const what = answer.ok ? answer.edits.map((edit) => ('value' in edit ? [edit.do, edit.value] : [])) : [];
    expect(what).toEqual([
      ['remove', 'Audio'],
      ['add', 'Video'],
    ]);
  });

  it('keeps the choice between two equal clocks while the start stays', () => {
    const night = aRow('Bus call', null, {
      when: { precision: 'exact', start: '02:30+1', fold: 'second' },
    });
    expect(JSON.stringify(typed(night, 'when', '02:30+1-03:10+1'))).toContain(
      '"end":"03:10+1","fold":"second"',
    );
    expect(JSON.stringify(typed(night, 'when', '02:15+1'))).not.toContain(
      '{"precision":"exact","start":"02:15+1","fold"',
    );
  });
});

it('departments are read each once', () => {
  expect(departmentsIn(' Audio,  audio; Stage  left ,,')).toEqual(['Audio', 'Stage left']);
});

it('an editor begins with what stands in the cell', () => {
  expect(editText(row, 'when', '24')).toBe('16:00-17:30');
  expect(editText(row, 'when', '12')).toBe('4:00 pm-5:30 pm');
  expect(editText(row, 'departments', '24')).toBe('Audio, Lights');
});

const write = (
  before: ReturnType<typeof emptyRow>,
  column: 'when' | 'title' | 'departments',
  text: string,
) => {
  const answer = typed(before, column, text);
  return withEdits(before, answer.ok ? answer.edits : []);
};

it('a row that is being written takes what was typed, and says only that', () => {
  const timed = write(emptyRow('new'), 'when', '1930');
  const named = write(write(timed, 'title', 'Doors'), 'departments', 'Security, Band');
  const given = Object.entries(fieldsOf(named, 'day')).filter(([, value]) => value != null);
  expect(Object.fromEntries(given)).toEqual({
    day: 'day',
    title: 'Doors',
    when: { precision: 'exact', start: '19:30' },
    departments: ['Security', 'Band'],
  });
});
