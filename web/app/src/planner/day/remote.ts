// Asking the server for what is not in the book that this device holds. No answer is a state to be shown, not an
// error: much of what these pages do waits until there is one.

import { Refused, Unreachable } from '../../api/client';

export type Answer<T> =
  | { state: 'here'; value: T }
  /** Nobody answered; trying again may help. */
  | { state: 'offline' }
  /** The server's word that this cannot be. */
  | { state: 'refused'; why: string };

export type Remote<T> = { state: 'loading' } | Answer<T>;

export async function ask<T>(request: Promise<T>): Promise<Answer<T>> {
  try {
    return { state: 'here', value: await request };
  } catch (error) {
    if (error instanceof Refused && !error.passes) {
      const rules = (error.problem.errors ?? []).map((one) => `${one.field}: ${one.rule}`);
      return { state: 'refused', why: [error.problem.detail, ...rules].join('; ') };
    }
    if (error instanceof Refused || error instanceof Unreachable) return { state: 'offline' };
    throw error;
  }
}
