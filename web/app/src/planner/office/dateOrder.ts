// Dates such as 05/11/2026, which a file does not explain: the server refuses them rather than guess. Whoever knows
// the file says which comes first, and the dates are written out before the file is sent again.

import type { ImportProblem } from './importing';

export type Order = 'day' | 'month';

/** The date at the beginning of a value, and the same mark between its numbers. */
const SIMPLE = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d./-])/;
/** How the server says that it could be read both ways. */
const BOTH = /day first.*month first/;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The values that can be read both ways, each once. */
export function askedValues(problems: readonly ImportProblem[]): string[] {
  const asked = problems.filter((one) => one.severity === 'error' && BOTH.test(one.reason));
  return [...new Set(asked.flatMap((one) => (one.value && SIMPLE.test(one.value) ? [one.value] : [])))];
}

/** A value with its date written out: `2026-11-05`, or `5 November` where it has no year. */
export function writtenOut(value: string, order: Order): string {
  return value.replace(SIMPLE, (_, first: string, _mark, second: string, year?: string) => {
    const [day, month] = order === 'day' ? [first, second] : [second, first];
    if (!year) return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month}`;
    const whole = year.length === 2 ? `20${year}` : year;
    return [whole, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  });
}

/** Workbooks are archives; nothing can be found in them without taking them apart. */
function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** The file with the values written out; undefined where they cannot be found in it. */
export function withOrder(
  bytes: Uint8Array,
  values: readonly string[],
  order: Order,
): Uint8Array | undefined {
  if (isArchive(bytes)) return undefined;
  // One character for each byte, so that everything but the dates stays as it is, in whatever encoding.
  let text = textOf(bytes);
  const before = text;
  for (const value of values) {
    // JSON may write a slash with a backslash before it.
    const pattern = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', String.raw`\\?/`);
    text = text.replace(new RegExp(`(?<![\\d./-])${pattern}(?![\\d./-])`, 'g'), writtenOut(value, order));
  }
  return text === before ? undefined : bytesOf(text);
}

const CHUNK = 8_192;

function textOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return parts.join('');
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
