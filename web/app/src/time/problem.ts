// What can be wrong with a time that somebody typed: a key for the words of each language, and what to quote.

export type WhyKey =
  | 'empty'
  | 'tooLong'
  | 'notATime'
  | 'hour'
  | 'minute'
  | 'seconds'
  | 'meridiem'
  | 'bareHour'
  | 'hourAlone'
  | 'midnight'
  | 'limit'
  | 'dayMark'
  | 'outsideShowDay'
  | 'endBeforeStart'
  | 'relativeToNothing';

export interface Why {
  key: WhyKey;
  /** What the words quote, in their order. */
  quotes: string[];
}

/** Thrown while reading and caught by `readWhen`, which is the only way out of the parser. */
export class Problem extends Error {
  override name = 'Problem';
  constructor(
    readonly why: Why,
    /** How the text was read, where it was read at all. */
    readonly understood?: string,
  ) {
    super(why.key);
  }
}

export function problem(key: WhyKey, quotes: string[] = [], understood?: string): Problem {
  return new Problem({ key, quotes }, understood);
}

/** A problem in the words of a language. */
export function sayWhy(why: Why, words: Record<WhyKey, (first: string, second: string) => string>): string {
  const [first = '', second = ''] = why.quotes;
  return words[why.key](first, second);
}
