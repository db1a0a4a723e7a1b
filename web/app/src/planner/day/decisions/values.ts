// Which form a field's values have, told from the values that are in dispute, so that another can be typed.

import { departmentsIn } from '../schedule/cells';

export type Form = 'when' | 'line' | 'text' | 'number' | 'lines';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Undefined where there is nothing to type: yes or no, a place, a record. */
export function formOf(values: readonly unknown[]): Form | undefined {
  const given = values.filter((value) => value !== null && value !== undefined);
  if (given.length === 0) return undefined;
  const every = (is: (value: unknown) => boolean) => given.every(is);
  if (every((value) => typeof value === 'object' && value !== null && 'precision' in value)) return 'when';
  if (every((value) => typeof value === 'number')) return 'number';
  if (every((value) => typeof value === 'string' && !ID.test(value))) {
    return given.some((value) => String(value).length > 80 || String(value).includes('\n')) ? 'text' : 'line';
  }
  const isLines = (value: unknown) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string' && !ID.test(one));
  return every(isLines) ? 'lines' : undefined;
}

/** The value that a text comes to; undefined while it comes to none. */
export function valueIn(form: Exclude<Form, 'when'>, text: string): unknown {
  const plain = text.trim();
  if (plain === '') return undefined;
  if (form === 'number') return /^-?\d+$/.test(plain) ? Number(plain) : undefined;
  return form === 'lines' ? departmentsIn(plain) : plain;
}
