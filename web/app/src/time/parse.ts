// Reading what people type as a time. Nothing is guessed: what could mean two things (`7`, `midnight`) is refused
// with what to write, and no reading ends in 00:00 because nothing else fitted. Mirrors the server's `time/parse.rs`;
// only moves relative to a time that is already there (`+15`) are the desk's own.

import { CLOCK_MINUTES_MAX, clockOf, minutesOf, shifted, type When } from './clock';
import { Problem, problem, type Why } from './problem';
import { Scanner, type RawClock } from './scan';

/** The longest text that is looked at; the longest sensible time, with label and two day marks, stays below it. */
export const TIME_TEXT_MAX = 64;

const DAY_MINUTES = 24 * 60;
const HALF_DAY_MINUTES = 12 * 60;

export type Reading =
  { ok: true; when: When; understood: string } | { ok: false; why: Why; understood?: string };

/**
 * Reads a time with an optional label before it: a clock, a range (`19:30-20:15`, `7-9pm`), an estimate (`~19:00`),
 * `TBD`, or a move of `base` (`+15`, `-5`, `+1h`).
 */
export function readWhen(text: string, base?: When | null): Reading {
  try {
    const clean = cleaned(text);
    const when = relative(clean, base) ?? absolute(clean, base);
    return { ok: true, when, understood: strictText(when) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return {
      ok: false,
      why: error.why,
      ...(error.understood === undefined ? {} : { understood: error.understood }),
    };
  }
}

/** `19:30`, `19:30–20:15`, `~19:00`, `TBD`, and nothing for a hidden time: what `readWhen` reads back. */
export function strictText(when: When | null | undefined): string {
  if (!when || when.precision === 'hidden') return '';
  if (when.precision === 'tbd') return 'TBD';
  const end = when.end && when.end !== when.start ? `–${when.end}` : '';
  return `${when.precision === 'about' ? '~' : ''}${when.start ?? ''}${end}`;
}

function absolute(clean: string, base: When | null | undefined): When {
  const scanner = new Scanner(clean);
  const lead = scanner.lead();
  if (lead === 'tbd') {
    if (!scanner.atEnd()) throw scanner.garbage();
    const sort = base?.start ?? base?.sort;
    return sort ? { precision: 'tbd', sort } : { precision: 'tbd' };
  }
  const first = scanner.clock();
  let span: { start: number; end?: number };
  if (scanner.atEnd()) span = { start: settled(first) };
  else if (scanner.rangeMark()) span = range(first, scanner.clock());
  else throw scanner.garbage();
  if (!scanner.atEnd()) throw scanner.garbage();
  const when: When = { precision: lead === 'about' ? 'about' : 'exact', start: clockOf(span.start) };
  if (span.end !== undefined) when.end = clockOf(span.end);
  return when;
}

/** A move of the time that is already there. `-1:30` is none: it looks like a clock. */
function relative(clean: string, base: When | null | undefined): When | undefined {
  const match =
    /^([+-]) ?(?:(\d{1,2}) ?(?:h|std|stunden?|hours?)\.?(?: ?(\d{1,2}))?|(\d{1,3}))(?: ?(?:m|min|minuten?|minutes?)\.?)?$/.exec(
      clean,
    );
  if (!match) return undefined;
  const [, sign, hours = '0', more = '0', alone = '0'] = match;
  const minutes = (Number(hours) * 60 + Number(more) + Number(alone)) * (sign === '-' ? -1 : 1);
  if (!base?.start) throw problem('relativeToNothing', [clean]);
  const moved = shifted(base, minutes);
  if (!moved) throw problem('outsideShowDay', [clean]);
  return moved;
}

/** One space for every run of spaces, plain marks and digits for their typographic kin, lower case. */
function cleaned(text: string): string {
  const letters = [...text];
  if (letters.length > TIME_TEXT_MAX) throw problem('tooLong', [letters.slice(0, 20).join('')]);
  const plain = text
    .replace(/[\u2010-\u2015\u2212\u301c\ufe58\ufe63\uff0d]/g, '-')
    .replace(/[\uff1a\u2236]/g, ':')
    .replaceAll('\uff0b', '+')
    .replace(/[\u200b\ufeff]/g, ' ')
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) - 0xfee0));
  const clean = plain.trim().split(/\s+/).join(' ').toLowerCase();
  if (clean === '') throw problem('empty');
  return clean;
}

/** The clock a reading means on its own, in minutes from 00:00 of the show day. */
function settled(raw: RawClock): number {
  const dialed = raw.hour * 60 + raw.minute;
  const days = (raw.days ?? 0) * DAY_MINUTES;
  switch (raw.style) {
    case 'bare':
      throw hourAlone(raw);
    case 'am':
      return placed((dialed % HALF_DAY_MINUTES) + days, raw);
    case 'pm':
      return placed((dialed % HALF_DAY_MINUTES) + HALF_DAY_MINUTES + days, raw);
    default:
      return placed(dialed + days, raw);
  }
}

/** What to write instead of an hour alone: both times it could be, or the one that an hour past noon can. */
function hourAlone(raw: RawClock): Problem {
  const dialed = raw.hour * 60 + raw.minute;
  const understood = `${raw.hour}:${String(raw.minute).padStart(2, '0')}`;
  if (raw.hour > 12 || raw.hour === 0) return problem('hourAlone', [raw.text, clockOf(dialed)], understood);
  const morning = dialed % HALF_DAY_MINUTES;
  const both = `${clockOf(morning)}, ${clockOf(morning + HALF_DAY_MINUTES)}`;
  return problem('bareHour', [raw.text, both], understood);
}

function placed(minutes: number, raw: RawClock): number {
  if (minutes > CLOCK_MINUTES_MAX || minutes < 0) throw problem('outsideShowDay', [raw.text]);
  return minutes;
}

/**
 * Two clocks as a range. Where only one says am or pm, the other is the nearest time of that name: `7-9pm` is an
 * evening, `11-1pm` spans noon, `11pm-2` spans midnight.
 */
function range(first: RawClock, last: RawClock): { start: number; end: number } {
  let [start, end] = [0, 0];
  if (takesHalf(first) && !takesHalf(last) && saysHalf(last)) {
    end = settled(last);
    const ahead = halfDayDistance(dialOf(first), end);
    if (end < ahead && last.days === undefined) end = placed(end + DAY_MINUTES, last);
    start = placed(end - ahead, first);
  } else if (!takesHalf(first) && takesHalf(last) && saysHalf(first)) {
    start = settled(first);
    end = placed(start + halfDayDistance(start, dialOf(last)), last);
  } else {
    start = settled(first);
    end = settled(last);
  }
  end = nextDayIfEarlier(start, end, last);
  if (end < start) throw problem('endBeforeStart', [clockOf(start), clockOf(end)]);
  return { start, end };
}

function saysHalf(raw: RawClock): boolean {
  return raw.style === 'am' || raw.style === 'pm';
}

/** Whether an am or pm at the other end of the range would speak for this one too. */
function takesHalf(raw: RawClock): boolean {
  const twelve = raw.hour >= 1 && raw.hour <= 12 && raw.days === undefined;
  return twelve && (raw.style === 'colon' || raw.style === 'bare');
}

/** Where a clock without am or pm stands on a dial of twelve hours. */
function dialOf(raw: RawClock): number {
  return (raw.hour % 12) * 60 + raw.minute;
}

/** Minutes from one time to the next that stands there on the dial, 1 to 720. */
function halfDayDistance(from: number, to: number): number {
  const half = HALF_DAY_MINUTES;
  return ((to % half) + half - (from % half)) % half || half;
}

/** An end without a day mark of its own belongs to the first day on which it follows the start. */
function nextDayIfEarlier(start: number, end: number, raw: RawClock): number {
  if (raw.days !== undefined || raw.hour > 23) return end;
  const days = [0, 1, 2].map((day) => end + day * DAY_MINUTES);
  return days.find((minutes) => minutes <= CLOCK_MINUTES_MAX && minutes >= start) ?? end;
}

/** Minutes of a when's length; undefined where it has no end. */
export function lengthOf(when: When): number | undefined {
  const [start, end] = [minutesOf(when.start), minutesOf(when.end)];
  return start === undefined || end === undefined ? undefined : end - start;
}
