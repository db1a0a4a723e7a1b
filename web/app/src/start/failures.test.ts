import { expect, test } from 'vitest';
import { Refused, Unreachable } from '../api/client';
import { failureOf } from './failures';

function refused(status: number, code: string, more: object = {}, retryAfter?: number): Refused {
  return new Refused(status, { type: '', title: '', status, code, detail: 'why', ...more }, retryAfter);
}

test('a wrong password is told apart from a log-in that has ended', () => {
  expect(failureOf(refused(401, 'login_failed')).kind).toBe('wrong');
  expect(failureOf(refused(401, 'unauthenticated')).kind).toBe('ended');
});

test('too many tries last as long as the server says', () => {
  expect(failureOf(refused(429, 'rate_limited', {}, 42), 1_000)).toEqual({ kind: 'limited', until: 43_000 });
  expect(failureOf(refused(429, 'rate_limited'), 1_000)).toEqual({ kind: 'limited', until: 31_000 });
});

test('no answer is told apart from an answer that says not now', () => {
  expect(failureOf(new Unreachable('no answer')).kind).toBe('unreachable');
  expect(failureOf(refused(503, 'unavailable')).kind).toBe('busy');
});

test('what is wrong with a field is said of that field', () => {
  const errors = [{ field: 'email', rule: 'is longer than 254 characters' }];
  expect(failureOf(refused(422, 'invalid', { errors }))).toEqual({
    kind: 'fields',
    fields: { email: 'is longer than 254 characters' },
  });
  expect(failureOf(refused(409, 'conflict'))).toEqual({ kind: 'other', text: 'why' });
});
