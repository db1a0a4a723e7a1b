// Talking to the server this app came from. Every answer that is no success becomes one kind of error, which says
// whether trying again makes sense.

import createClient from 'openapi-fetch';
import type { paths } from './schema.gen';
import type { Problem } from './types';

/** No answer for so long is no answer: a venue's Wi-Fi often accepts everything and forwards nothing. */
const ANSWER_MS_MAX = 20_000;

/** The server could not be reached, or answered something that is not its own. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** The server's word that something is wrong. */
export class Refused extends Error {
  override name = 'Refused';
  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** Seconds until trying again makes sense, where the server says so. */
    readonly retryAfter?: number,
  ) {
    super(problem.detail);
  }
  /** Whether the same request may succeed later. */
  get passes(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? 'http://127.0.0.1',
  fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(ANSWER_MS_MAX) }),
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a success; anything else is thrown as `Unreachable` or `Refused`. */
export async function answered<T>(request: Promise<Answer<T>>): Promise<NonNullable<T>> {
  let answer: Answer<T>;
  try {
    answer = await request;
  } catch (cause) {
    throw new Unreachable('no answer', { cause });
  }
  if (answer.response.ok) return (answer.data ?? {}) as NonNullable<T>;
  if (!isProblem(answer.error)) throw new Unreachable(`status ${answer.response.status} without a problem`);
  throw new Refused(answer.response.status, answer.error, retryAfter(answer.response));
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
