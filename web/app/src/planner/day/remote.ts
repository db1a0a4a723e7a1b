// Asking the server for what is not in the book that this device holds. No answer is a state to be shown, not an
// error: much of what these pages do waits until there is one.

import { Refused, Unreachable } from '../../api/client';
import type { Receipt } from '../../api/types';
import { waiting } from '../../data/outbox';
import { syncNow } from '../../data/sync';

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

/** Asks with what waits on this device sent before, because the server plans with what it knows. */
export async function knowing<T>(request: () => Promise<T>): Promise<Answer<T>> {
  if (waiting.peek().length > 0) await syncNow();
  return await ask(request());
}

/** Has something done, and fetches what came of it. What the ledger refuses or holds is no success. */
export async function carriedOut<T>(request: () => Promise<T>): Promise<Answer<T>> {
  const answer = await knowing(request);
  if (answer.state !== 'here') return answer;
  void syncNow();
  const { receipts = [] } = answer.value as { receipts?: Receipt[] };
  const stopped = receipts.find((one) => one.status === 'rejected' || one.status === 'held');
  if (!stopped) return answer;
  return { state: 'refused', why: stopped.problem?.detail ?? stopped.status };
}
