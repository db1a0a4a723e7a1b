import { describe, expect, it } from 'vitest';
import { de } from '../i18n/de';
import { en } from '../i18n/en';
import type { When } from './clock';
import { readWhen, strictText, TIME_TEXT_MAX } from './parse';
import { sayWhy } from './problem';

/** What a text is read as, or the key of what is wrong with it. */
function read(text: string, base?: When): string {
  const reading = readWhen(text, base);
  return reading.ok ? reading.understood : reading.why.key;
}

/** How a refusal is said in English, with what was understood. */
function refusal(text: string, base?: When): string {
  const reading = readWhen(text, base);
  if (reading.ok) return `read as ${reading.understood}`;
  return `${reading.understood ?? ''} ${sayWhy(reading.why, en.timeEntry)}`.trim();
}

describe('the server reads these, and so does the desk', () => {
  it.each([
    ['19:30', '19:30'],
    ['7:30', '07:30'],
    ['0:30', '00:30'],
    ['00:00', '00:00'],
    ['1930', '19:30'],
    ['0730', '07:30'],
    ['0000', '00:00'],
    ['7.30p', '19:30'],
    ['7:30 PM', '19:30'],
    ['07:30 PM', '19:30'],
    ['7:30 p.m.', '19:30'],
    ['7:30\u00a0pm', '19:30'],
    ['7:30\u202fPM', '19:30'],
    ['730pm', '19:30'],
    ['1130 pm', '23:30'],
    ['7pm', '19:00'],
    ['7 pm', '19:00'],
    ['7p', '19:00'],
    ['7a', '07:00'],
    ['12:30am', '00:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['12:30 PM', '12:30'],
    ['11:59pm', '23:59'],
    ['19h30', '19:30'],
    ['19H30', '19:30'],
    ['19 h 30', '19:30'],
    ['20h', '20:00'],
    ['20u30', '20:30'],
    ['19.30', '19:30'],
    ['8 Uhr', '08:00'],
    ['20 Uhr 30', '20:30'],
    ['20:30 Uhr', '20:30'],
    ['20.30 uhr', '20:30'],
    ['1930 hrs', '19:30'],
    ['19:30 hrs.', '19:30'],
    ['19:30:00', '19:30'],
    ['１９：３０', '19:30'],
    ['noon', '12:00'],
    ['Noon', '12:00'],
    ['12 noon', '12:00'],
    ['24:00', '00:00+1'],
    ['25:00', '01:00+1'],
    ['2500', '01:00+1'],
    ['29:59', '05:59+1'],
    ['30:00', '06:00+1'],
    ['47:59', '23:59+1'],
    ['01:30+1', '01:30+1'],
    ['00:10+2', '00:10+2'],
    ['01:30 +1', '01:30+1'],
    ['1:30 (+1)', '01:30+1'],
    ['1:30 am +1', '01:30+1'],
    ['1:30am (+1 day)', '01:30+1'],
    ['0:30 (next day)', '00:30+1'],
    ['00:30 next day', '00:30+1'],
    ['12:30 AM (next day)', '00:30+1'],
    ['doors 19h30', '19:30'],
    ['Doors: 7pm', '19:00'],
    ['Load-in 08:00', '08:00'],
    ['bus call – 02:30+1', '02:30+1'],
    ['kl. 19.30', '19:30'],
    ['@ 7pm', '19:00'],
    ['  19:30\t', '19:30'],
  ])('%j is the clock %s', (text, clock) => {
    expect(read(text)).toBe(clock);
  });

  it.each([
    ['TBD', 'TBD'],
    ['tba', 'TBD'],
    ['TBC', 'TBD'],
    ['T.B.D.', 'TBD'],
    ['Doors TBA', 'TBD'],
    ['~19:00', '~19:00'],
    ['~ 7pm', '~19:00'],
    ['≈19:00', '~19:00'],
    ['ca. 19:00', '~19:00'],
    ['ca.19:00', '~19:00'],
    ['c. 19:00', '~19:00'],
    ['circa 19:00', '~19:00'],
    ['approx 7pm', '~19:00'],
    ['Approx. 7pm', '~19:00'],
    ['about noon', '~12:00'],
    ['doors ~19:00', '~19:00'],
    ['doors: approx 7pm', '~19:00'],
    ['19:30-20:15', '19:30–20:15'],
    ['19:30 – 20:15', '19:30–20:15'],
    ['19:30—20:15', '19:30–20:15'],
    ['19:30 to 20:15', '19:30–20:15'],
    ['19h30-20h15', '19:30–20:15'],
    ['1930-2015', '19:30–20:15'],
    ['19:30 bis 20:15 Uhr', '19:30–20:15'],
    ['~19:30-20:15', '~19:30–20:15'],
    ['Support: 19:30-20:15', '19:30–20:15'],
    ['7-9pm', '19:00–21:00'],
    ['7:30-9pm', '19:30–21:00'],
    ['7.30-9.15pm', '19:30–21:15'],
    ['730-9pm', '19:30–21:00'],
    ['7pm-9', '19:00–21:00'],
    ['7pm - 9:30', '19:00–21:30'],
    ['10-11am', '10:00–11:00'],
    ['11-1pm', '11:00–13:00'],
    ['9-5pm', '09:00–17:00'],
    ['9am-5', '09:00–17:00'],
    ['12-2pm', '12:00–14:00'],
    ['12-2am', '00:00–02:00'],
    ['7-7pm', '07:00–19:00'],
    ['11-2am', '23:00–02:00+1'],
    ['11pm-2', '23:00–02:00+1'],
    ['11-2am+1', '23:00–02:00+1'],
    ['7am-9pm', '07:00–21:00'],
    ['10pm-1am', '22:00–01:00+1'],
    ['08:00-11pm', '08:00–23:00'],
    ['noon-2pm', '12:00–14:00'],
    ['10am-noon', '10:00–12:00'],
    ['23:30-01:00', '23:30–01:00+1'],
    ['23:30-24:00', '23:30–00:00+1'],
    ['23:30-25:00', '23:30–01:00+1'],
    ['24:00-01:00', '00:00+1–01:00+1'],
    ['25:00-26:30', '01:00+1–02:30+1'],
    ['01:00+1-02:00', '01:00+1–02:00+1'],
    ['23:00+1-01:00', '23:00+1–01:00+2'],
    ['20:00-01:00 (next day)', '20:00–01:00+1'],
    ['19:30-19:30', '19:30'],
  ])('%j is %s', (text, shown) => {
    expect(read(text)).toBe(shown);
  });
});

describe('the server refuses these, and so does the desk', () => {
  it.each([
    ['', 'empty'],
    [' \u00a0 ', 'empty'],
    ['7:65', 'minute'],
    ['7:5', 'minute'],
    ['13:00 pm', 'meridiem'],
    ['0:30 am', 'meridiem'],
    ['0730 pm', 'meridiem'],
    ['1930pm', 'meridiem'],
    ['13 noon', 'notATime'],
    ['99:99', 'minute'],
    ['99:00', 'hour'],
    ['48:00', 'hour'],
    ['7', 'bareHour'],
    ['730', 'bareHour'],
    ['19', 'hourAlone'],
    ['7-9', 'bareHour'],
    ['midnight', 'midnight'],
    ['12 midnight', 'midnight'],
    ['8pm-midnight', 'midnight'],
    ['-1:30', 'notATime'],
    ['-19:30', 'notATime'],
    ['19:30 foo', 'notATime'],
    ['19:30-', 'notATime'],
    ['19:30-20:15-21:00', 'notATime'],
    ['19:30 20:15', 'notATime'],
    ['19:30x', 'notATime'],
    ['7pmish', 'notATime'],
    ['TBD 19:00', 'notATime'],
    ['19:3o', 'minute'],
    ['19::30', 'notATime'],
    ['doors', 'notATime'],
    ['?', 'notATime'],
    ['-', 'notATime'],
    ['2 hours', 'notATime'],
    ['12345', 'notATime'],
    ['pm 7:30', 'notATime'],
    ['午後7:30', 'notATime'],
    ['tomorrow 01:00', 'notATime'],
    ['the whole long sentence before 19:30', 'limit'],
    ['one two three four five 19:30', 'notATime'],
    ['until 19:30', 'limit'],
    ['not before 19:30', 'limit'],
    ['19:30:15', 'seconds'],
    ['01:30+3', 'dayMark'],
    ['01:30+0', 'dayMark'],
    ['25:00+1', 'dayMark'],
    ['01:30 (', 'notATime'],
    ['01:30 (+1', 'notATime'],
    ['23:00+2-01:00', 'endBeforeStart'],
    ['20:00+1-19:00+1', 'endBeforeStart'],
  ])('%j is refused as %s', (text, key) => {
    expect(read(text)).toBe(key);
  });
});

describe('what people type at a desk', () => {
  const base: When = { precision: 'exact', start: '19:30', end: '20:15' };

  it.each([
    ['730p', '19:30'],
    ['7.30p', '19:30'],
    ['1930', '19:30'],
    ['noon', '12:00'],
    ['0130+1', '01:30+1'],
    ['2530', '01:30+1'],
    ['7p-9p', '19:00–21:00'],
    ['ca 19h', '~19:00'],
  ])('%j is %s', (text, shown) => {
    expect(read(text)).toBe(shown);
  });

  it.each([
    ['+15', '19:45–20:30'],
    ['-5', '19:25–20:10'],
    ['−5', '19:25–20:10'],
    ['+1h', '20:30–21:15'],
    ['+1h30', '21:00–21:45'],
    ['+ 90 min', '21:00–21:45'],
    ['-2 Std', '17:30–18:15'],
    ['+5h', '00:30+1–01:15+1'],
  ])('%j moves 19:30–20:15 to %s', (text, shown) => {
    expect(read(text, base)).toBe(shown);
  });

  it('a move keeps how sure the time is', () => {
    expect(read('+15', { precision: 'about', start: '19:00' })).toBe('~19:15');
  });

  it('a move of no time, or out of the show day, is refused', () => {
    expect(read('+15')).toBe('relativeToNothing');
    expect(read('+15', { precision: 'tbd', sort: '19:00' })).toBe('relativeToNothing');
    expect(read('-10h', { precision: 'exact', start: '09:00' })).toBe('outsideShowDay');
  });

  it('a negative clock is no move', () => {
    expect(read('-1:30', base)).toBe('notATime');
    expect(read('-1930', base)).toBe('notATime');
  });

  it('TBD in place of a time stays where the time stood', () => {
    const reading = readWhen('tbd', base);
    expect(reading.ok && reading.when).toEqual({ precision: 'tbd', sort: '19:30' });
    const alone = readWhen('tbd');
    expect(alone.ok && alone.when).toEqual({ precision: 'tbd' });
  });
});

describe('a mistyped time', () => {
  it.each([
    ['2570', '25:70 70 is no minute; minutes have two digits and go to 59'],
    ['99:00', '99:00 hour 99 is too high; hours go to 47, and 24 to 47 are the next day'],
    ['7:5', '7:5 5 is no minute; minutes have two digits and go to 59'],
    ['730', '7:30 “730” could be morning or evening; write one of 07:30, 19:30, or add am or pm'],
    ['12', '12:00 “12” could be morning or evening; write one of 00:00, 12:00, or add am or pm'],
    ['19', '19:00 “19” is an hour alone; write 19:00'],
    ['0', '0:00 “0” is an hour alone; write 00:00'],
    ['', 'no time is given; write TBD when it is not known yet'],
  ])('%j says %j', (text, said) => {
    expect(refusal(text)).toBe(said);
  });

  it('is said in German too', () => {
    const reading = readWhen('2570');
    expect(!reading.ok && sayWhy(reading.why, de.timeEntry)).toBe(
      '70 ist keine Minute; Minuten haben zwei Ziffern und gehen bis 59',
    );
  });

  it('never repeats a whole file', () => {
    expect(refusal('1'.repeat(1 << 20)).length).toBeLessThan(200);
  });
});

it('a text at the limit is read and one character past it is refused', () => {
  const fits = '19:30'.padStart(TIME_TEXT_MAX);
  expect(read(fits)).toBe('19:30');
  expect(read(` ${fits}`)).toBe('tooLong');
});

it('what is shown reads back', () => {
  const whens: When[] = [
    { precision: 'exact', start: '00:00' },
    { precision: 'exact', start: '23:59+2' },
    { precision: 'exact', start: '19:30', end: '20:15' },
    { precision: 'about', start: '23:30', end: '01:00+1' },
    { precision: 'about', start: '01:00+1', end: '01:00+2' },
    { precision: 'tbd' },
  ];
  for (const when of whens) {
    const reading = readWhen(strictText(when));
    expect(reading.ok && reading.when).toEqual(when);
  }
});
