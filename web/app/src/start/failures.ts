// Why something that has to be asked of the server did not come about, as far as somebody can do something about it.

import { Refused, Unreachable } from '../api/client';

export type Failure =
  /** The e-mail and the password do not belong together. */
  | { kind: 'wrong' }
  /** Too many tries; `until` in milliseconds since 1970. */
  | { kind: 'limited'; until: number }
  /** No answer: there is no network, or no server at its end. */
  | { kind: 'unreachable' }
  /** The server answers that it cannot just now. */
  | { kind: 'busy' }
  /** The log-in has ended. */
  | { kind: 'ended' }
  /** There is no such thing, or no more. */
  | { kind: 'gone' }
  /** The server's word about single fields, by their names. */
  | { kind: 'fields'; fields: Record<string, string> }
  | { kind: 'other'; text: string };

/** Where the server does not say how long. */
const WAIT_S = 30;

export function failureOf(error: unknown, now = Date.now()): Failure {
  if (error instanceof Unreachable) return { kind: 'unreachable' };
  if (!(error instanceof Refused)) return { kind: 'other', text: String(error) };
  const { status, problem } = error;
  if (status === 429) return { kind: 'limited', until: now + (error.retryAfter ?? WAIT_S) * 1_000 };
  if (error.passes) return { kind: 'busy' };
  if (status === 401) return { kind: problem.code === 'login_failed' ? 'wrong' : 'ended' };
  if (status === 404) return { kind: 'gone' };
  const errors = problem.errors ?? [];
  if (errors.length === 0) return { kind: 'other', text: problem.detail };
  return { kind: 'fields', fields: Object.fromEntries(errors.map((one) => [one.field, one.rule])) };
}
