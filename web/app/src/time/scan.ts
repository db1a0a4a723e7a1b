// One clock at a time out of a cleaned text: labels, digits, am and pm, day marks. The same rules as the server's
// `time/parse/scan.rs`, so that a device without a network reads what the server would read.

import { problem, type Problem } from './problem';

/** More words before a time make a sentence, and a time inside a sentence is not ours to pick out. */
const LABEL_WORDS_MAX = 4;

const ABOUT_MARKS = ['~', '≈'];
const ABOUT_WORDS = words(
  'about abt approx approximately around c ca circa environ est etwa gegen roughly vers',
);
const TBD_WORDS = words('tbd tba tbc');
const TBD_DOTTED = ['b.d.', 'b.a.', 'b.c.', 'b.d', 'b.a', 'b.c'];
const NOON_WORDS = words('noon midday');
/** Words that turn a time into something else than when it happens. */
const LIMIT_WORDS = words(
  'until till til before after by latest earliest bis vor nach not no never cancelled canceled',
);
/** Words that change which time is meant and belong behind it, so they are no label. */
const MISPLACED_WORDS = words('am pm a p next following tomorrow yesterday');
/** From here on scripts write am and pm as a word before the time, which would look like a label. */
const FIRST_UNREAD_SCRIPT = '\u0590';
/** Words between hour and minute, as in "20 Uhr 30". */
const HOUR_WORDS = words('h u uhr uur heures');
/** Words behind a whole time. Behind an hour alone they would make it a duration. */
const CLOCK_WORDS = words('h u uhr uur heures hours hrs hr');
const RANGE_WORDS = words('to until till bis');
const NEXT_DAY = ['next day', 'next-day', 'following day', 'day after'];
const DAY_WORDS = words('d day days');

/** How a clock was written, as far as it matters to the other end of a range. */
export type Style =
  /** Certainly the 24-hour clock. */
  | 'full'
  /** `7:30`: the 24-hour clock, unless the other end of the range says am or pm. */
  | 'colon'
  /** `7` or `730`: nothing without am or pm. */
  | 'bare'
  | 'am'
  | 'pm';

/** A clock as it was written. */
export interface RawClock {
  hour: number;
  minute: number;
  style: Style;
  /** The day mark, where one was written. */
  days?: number;
  text: string;
}

export type Lead = 'tbd' | 'clock' | 'about';

/** Reads the parts of a time one after the other. Every `take…` either moves past what it found or nowhere. */
export class Scanner {
  private rest: string;

  constructor(private readonly text: string) {
    this.rest = text;
  }

  atEnd(): boolean {
    this.skipSpaces();
    return this.rest === '';
  }

  garbage(): Problem {
    return problem('notATime', [this.text]);
  }

  /** Reads labels and marks of an estimate up to the first clock. */
  lead(): Lead {
    let about = false;
    for (let labels = 0; ;) {
      this.skipSpaces();
      if (this.takeOneOf(ABOUT_MARKS)) {
        about = true;
        continue;
      }
      if (this.take('@') || (labels > 0 && this.takeOneOf([':', '-', '/']))) continue;
      const word = this.word();
      if (word === '' || word === 'midnight' || NOON_WORDS.has(word)) return about ? 'about' : 'clock';
      this.take(word);
      const dotted = this.take('.');
      const spelled = word === 't' && dotted && this.takeOneOf(TBD_DOTTED);
      if ((spelled || TBD_WORDS.has(word)) && !about) return 'tbd';
      if (ABOUT_WORDS.has(word)) {
        about = true;
        continue;
      }
      labels += 1;
      this.label(word, labels);
    }
  }

  private label(word: string, count: number): void {
    if (LIMIT_WORDS.has(word)) throw problem('limit', [this.text]);
    const foreign = [...word].some((letter) => letter >= FIRST_UNREAD_SCRIPT);
    if (foreign || MISPLACED_WORDS.has(word) || count > LABEL_WORDS_MAX) throw this.garbage();
  }

  /** Reads the mark between the two ends of a range. */
  rangeMark(): boolean {
    this.skipSpaces();
    return this.take('-') || this.takeWord(RANGE_WORDS);
  }

  /** Reads one clock with its am or pm and its day mark. */
  clock(): RawClock {
    this.skipSpaces();
    const from = this.rest;
    if (this.takeWord(new Set(['midnight']))) throw problem('midnight', [this.text]);
    const raw = this.takeWord(NOON_WORDS) ? bare(12, 0, 'full') : this.number();
    const days = this.dayMark();
    if (days !== undefined) raw.days = days;
    raw.text = from.slice(0, from.length - this.rest.length).trim();
    const read = `${raw.hour}:${two(raw.minute)}`;
    if (raw.hour > 47) throw problem('hour', [String(raw.hour)], read);
    if (raw.hour > 23 && raw.days !== undefined) throw problem('dayMark', [raw.text]);
    return raw;
  }

  private number(): RawClock {
    const digits = this.takeDigits();
    if (digits.length === 1 || digits.length === 2) return this.halfOfDay(this.hour(digits), false);
    if (digits.length !== 3 && digits.length !== 4) throw this.garbage();
    const [hour, minute] = [digits.slice(0, -2), digits.slice(-2)];
    const style = digits.length === 4 ? 'full' : 'bare';
    const raw = bare(Number(hour), this.minute(hour, minute), style);
    return this.halfOfDay(raw, digits.startsWith('0'));
  }

  /** Reads what may follow an hour of one or two digits: `:30`, `.30`, `h30`, ` Uhr 30`. */
  private hour(digits: string): RawClock {
    const hour = Number(digits);
    if (this.takeOneOf([':', '.'])) {
      const minute = this.minute(digits, this.takeDigits());
      if (this.take(':') && this.takeDigits() !== '00') throw problem('seconds', [this.text]);
      return bare(hour, minute, digits.startsWith('0') || hour > 12 ? 'full' : 'colon');
    }
    const before = this.rest;
    this.skipSpaces();
    if (!this.takeWord(HOUR_WORDS)) {
      this.rest = before;
      return bare(hour, 0, 'bare');
    }
    const behind = this.rest;
    this.skipSpaces();
    const minutes = this.takeDigits();
    if (minutes === '') this.rest = behind;
    return bare(hour, minutes === '' ? 0 : this.minute(digits, minutes), 'full');
  }

  /** Reads am, pm, noon or a word of the 24-hour clock behind a number. */
  private halfOfDay(raw: RawClock, military: boolean): RawClock {
    const before = this.rest;
    this.skipSpaces();
    const twelve = raw.hour === 12 && raw.minute === 0;
    if (this.takeWord(new Set(['midnight']))) throw problem('midnight', [this.text]);
    if (twelve && this.takeWord(NOON_WORDS)) return { ...raw, style: 'full' };
    if (raw.style !== 'bare' && this.takeWord(CLOCK_WORDS)) {
      this.take('.');
      return { ...raw, style: 'full' };
    }
    const style = this.half();
    if (!style) {
      this.rest = before;
      return raw;
    }
    // "07:30 pm" is common in files; "0730 pm" is the 24-hour clock with a slip in it.
    if (military || raw.hour < 1 || raw.hour > 12) throw problem('meridiem', [this.text]);
    return { ...raw, style };
  }

  /** Moves past am or pm in any of its spellings: `pm`, `p.m.`, `p`. */
  private half(): 'am' | 'pm' | undefined {
    const word = this.word();
    const style = { a: 'am', am: 'am', p: 'pm', pm: 'pm' }[word] as 'am' | 'pm' | undefined;
    if (!style) return undefined;
    this.take(word);
    this.take('.');
    if (this.take('m')) this.take('.');
    return this.word() === '' ? style : undefined;
  }

  /** Reads `+1`, `(+1)`, `next day` and the like. */
  private dayMark(): number | undefined {
    const before = this.rest;
    this.skipSpaces();
    const bracket = this.take('(');
    this.skipSpaces();
    let days = 1;
    if (this.take('+')) {
      const written = this.takeDigits();
      if (written !== '1' && written !== '2') throw problem('dayMark', [this.text]);
      days = Number(written);
      const behind = this.rest;
      this.skipSpaces();
      if (!this.takeWord(DAY_WORDS)) this.rest = behind;
    } else if (!this.takeOneOf(NEXT_DAY)) {
      if (bracket) throw this.garbage();
      this.rest = before;
      return undefined;
    }
    this.skipSpaces();
    if (bracket && !this.take(')')) throw this.garbage();
    return days;
  }

  private minute(hour: string, digits: string): number {
    if (digits === '') throw this.garbage();
    if (digits.length !== 2 || Number(digits) > 59) throw problem('minute', [digits], `${hour}:${digits}`);
    return Number(digits);
  }

  private skipSpaces(): void {
    this.rest = this.rest.trimStart();
  }

  private take(mark: string): boolean {
    if (!this.rest.startsWith(mark)) return false;
    this.rest = this.rest.slice(mark.length);
    return true;
  }

  private takeOneOf(marks: readonly string[]): boolean {
    return marks.some((mark) => this.take(mark));
  }

  /** The letters that come next, without moving past them. */
  private word(): string {
    return /^\p{Alphabetic}+/u.exec(this.rest)?.[0] ?? '';
  }

  private takeWord(known: ReadonlySet<string>): boolean {
    const word = this.word();
    return known.has(word) && this.take(word);
  }

  private takeDigits(): string {
    const digits = /^\d*/.exec(this.rest)?.[0] ?? '';
    this.rest = this.rest.slice(digits.length);
    return digits;
  }
}

function bare(hour: number, minute: number, style: Style): RawClock {
  return { hour, minute, style, text: '' };
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
