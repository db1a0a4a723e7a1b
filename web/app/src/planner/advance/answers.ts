// Answers as people type them and as they are stored. Mirrors the server's `advance/answer.rs`: what cannot be read
// is refused with what to write, and nothing is guessed. Pure.

import type { Input } from '../../api/types';
import type { When } from '../../time/clock';
import { spanText, type HourCycle, type TimeWords } from '../../time/format';
import { readWhen, strictText } from '../../time/parse';
import { sayWhy, type WhyKey } from '../../time/problem';

/** `value` is null where nothing is typed. */
export type Typed = { ok: true; value: unknown } | { ok: false; why: string };

/** What can be wrong, in the reader's words. */
export interface AnswerWords {
  yes: string;
  no: string;
  number: (text: string) => string;
  yesNo: (text: string) => string;
  option: (text: string, options: string) => string;
  money: (text: string) => string;
  tooLong: (max: number) => string;
  time: Record<WhyKey, (first: string, second: string) => string>;
}

/** How an answer is to be written. */
export interface Shown {
  yes: string;
  no: string;
  cycle: HourCycle;
  time: TimeWords;
}

export const LINE_MAX = 200;
export const PROSE_MAX = 20_000;
/** The server keeps thousandths. */
const DECIMALS = 1_000;
const NUMBER_MAX = 1e12;

const YES = new Set(['yes', 'y', 'true', 'ja']);
const NO = new Set(['no', 'n', 'false', 'nein']);

/** Reads an answer as it is typed. Rows and files are not typed as one text. */
export function readAnswer(input: Input, typed: string, words: AnswerWords): Typed {
  const text = typed.trim();
  if (text === '') return { ok: true, value: null };
  switch (input.type) {
    case 'text': {
      const max = input.lines ? PROSE_MAX : LINE_MAX;
      if ([...text].length > max) return { ok: false, why: words.tooLong(max) };
      return { ok: true, value: input.lines ? text.replaceAll('\r', '') : text };
    }
    case 'number':
      return readNumber(text, input.unit ?? undefined, words);
    case 'clock': {
      const reading = readWhen(text);
      if (reading.ok) return { ok: true, value: reading.when };
      return { ok: false, why: sayWhy(reading.why, words.time) };
    }
    case 'choice': {
      const found = input.options.find((one) => one.toLowerCase() === text.toLowerCase());
      if (found !== undefined) return { ok: true, value: found };
      return { ok: false, why: words.option(text, input.options.join(', ')) };
    }
    case 'yes_no': {
      const word = text.toLowerCase();
      if (YES.has(word) || NO.has(word)) return { ok: true, value: YES.has(word) };
      return { ok: false, why: words.yesNo(text) };
    }
    case 'money':
      return readMoney(text, words);
    case 'rows':
    case 'file':
      return { ok: true, value: null };
  }
}

/** `1,200` could be a decimal or a thousand, and is refused. */
function readNumber(text: string, unit: string | undefined, words: AnswerWords): Typed {
  const bare = (unit && text.endsWith(unit) ? text.slice(0, -unit.length) : text).trim();
  const refused: Typed = { ok: false, why: words.number(text) };
  if (/,\d{3}$/.test(bare) || !/^[+-]?(\d+[.,]?\d*|[.,]\d+)$/.test(bare)) return refused;
  const number = Number(bare.replace(',', '.'));
  if (!Number.isFinite(number) || Math.abs(number) > NUMBER_MAX) return refused;
  return { ok: true, value: Math.round(number * DECIMALS) / DECIMALS };
}

/** `EUR 350`, `350.50 EUR`. */
function readMoney(text: string, words: AnswerWords): Typed {
  const match =
    /^(?<after>\d{1,12}(?:\.\d{1,2})?)\s+(?<code>[a-z]{3})$/i.exec(text) ??
    /^(?<code>[a-z]{3})\s+(?<after>\d{1,12}(?:\.\d{1,2})?)$/i.exec(text);
  const [whole = '', cents = ''] = match?.groups?.after?.split('.') ?? [];
  if (!match?.groups?.code) return { ok: false, why: words.money(text) };
  return {
    ok: true,
    value: { minor: Number(whole + cents.padEnd(2, '0')), currency: match.groups.code.toUpperCase() },
  };
}

/** Rows as they are stored, of cells in the order of the columns. Empty rows are left out; null for none at all. */
export function rowsOf(lines: readonly string[][], columns: readonly { key: string }[]): unknown {
  const rows = lines.flatMap((cells) => {
    const given = columns.flatMap(({ key }, idx) => {
      const cell = cells[idx]?.trim() ?? '';
      return cell === '' ? [] : [[key, cell]];
    });
    return given.length > 0 ? [Object.fromEntries(given) as Record<string, string>] : [];
  });
  return rows.length > 0 ? rows : null;
}

/** The cells of stored rows, in the order of the columns. */
export function linesOf(value: unknown, columns: readonly { key: string }[]): string[][] {
  if (!Array.isArray(value)) return [];
  return value.map((row: unknown) => columns.map(({ key }) => plain((row as Record<string, unknown>)[key])));
}

/** A stored answer as it is read. One in another form, because the question has changed, is shown as it is. */
export function showAnswer(input: Input, value: unknown, how: Shown): string {
  if (value === null || value === undefined) return '';
  if (input.type === 'clock' && isWhen(value)) return spanText(value, how.cycle, how.time);
  if (input.type === 'yes_no' && typeof value === 'boolean') return value ? how.yes : how.no;
  if (input.type === 'money' && isMoney(value)) return moneyText(value);
  if (input.type === 'number' && typeof value === 'number') {
    return input.unit ? `${value} ${input.unit}` : String(value);
  }
  if (input.type === 'rows' && Array.isArray(value)) {
    return linesOf(value, input.columns)
      .map((cells) => cells.join(' | ').replace(/[ |]+$/, ''))
      .join('\n');
  }
  return plain(value);
}

/** A stored answer as the text of a field, which reads back as the same. */
export function typedAnswer(input: Input, value: unknown, yes: string, no: string): string {
  if (input.type === 'clock' && isWhen(value)) return strictText(value);
  const time = { tbd: 'TBD', about: (text: string) => `~${text}` };
  return showAnswer(input, value, { yes, no, cycle: '24', time });
}

export function isWhen(value: unknown): value is When {
  return typeof value === 'object' && value !== null && 'precision' in value;
}

interface Money {
  minor: number;
  currency: string;
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;
}

function moneyText({ minor, currency }: Money): string {
  const cents = Math.abs(minor % 100);
  const whole = Math.trunc(minor / 100);
  return cents === 0 ? `${whole} ${currency}` : `${whole}.${String(cents).padStart(2, '0')} ${currency}`;
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(plain).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
