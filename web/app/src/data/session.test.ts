import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Account } from '../api/types';
import { database, type Entry, type EntryState } from './db';
import { expired, logIn, logOut, OthersEdits, session, welcome } from './session';

const mara: Account = { id: 'mara', name: 'Mara', email: 'mara@example.org' };
const jo: Account = { id: 'jo', name: 'Jo', email: 'jo@example.org' };

/** What the server was asked, as `POST /v1/sessions`. */
let asked: string[] = [];
let who = mara;

function respond(request: Request): Response {
  const { pathname } = new URL(request.url);
  asked.push(`${request.method} ${pathname}`);
  if (pathname === '/v1/sessions') return Response.json({ account: who, expires_at: '' });
  if (pathname === '/v1/tours') return Response.json({ items: [], next: null });
  return new Response(null, { status: 204 });
}

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
    clear: () => kept.clear(),
  };
}

async function entry(account: string, state: EntryState): Promise<void> {
  const group = { id: state, edits: [], said_at: '' };
  const kept: Entry = { id: account + state, tour: 't', account, label: '', state, group };
  await (await database()).put('outbox', kept);
}

async function left(): Promise<number> {
  return (await database()).count('outbox');
}

beforeEach(() => {
  asked = [];
  who = mara;
  vi.stubGlobal('fetch', async (request: Request) => respond(request));
  vi.stubGlobal('navigator', { userAgent: 'test' });
  vi.stubGlobal('localStorage', storage());
  vi.stubGlobal('sessionStorage', storage());
});

afterEach(async () => {
  await logOut();
  vi.unstubAllGlobals();
});

test('logging in again keeps what the same account has not sent', async () => {
  await welcome(mara);
  await entry('mara', 'waiting');
  expired.value = true;
  await logIn(' Mara@Example.org', 'x');
  expect(await left()).toBe(1);
  expect(expired.value).toBe(false);
});

test('another account is asked before unsent edits go, and the server is not asked at all', async () => {
  await welcome(mara);
  await entry('mara', 'waiting');
  await entry('mara', 'refused');
  asked = [];
  who = jo;
  const error = await logIn('jo@example.org', 'x').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(OthersEdits);
  expect(error).toMatchObject({ n: 2, whose: mara, arrived: undefined });
  expect(asked).toEqual([]);
  expect(session.value?.account).toEqual(mara);
  expect(await left()).toBe(2);
});

test('another account takes over once somebody has said so', async () => {
  await welcome(mara);
  await entry('mara', 'waiting');
  who = jo;
  await logIn('jo@example.org', 'x', 'delete');
  expect(session.value?.account).toEqual(jo);
  expect(await left()).toBe(0);
});

test('edits that the server has do not keep another account out', async () => {
  await welcome(mara);
  await entry('mara', 'sent');
  await entry('mara', 'held');
  who = jo;
  await logIn('jo@example.org', 'x');
  expect(session.value?.account).toEqual(jo);
  expect(await left()).toBe(0);
});

test('edits that nobody is known for are kept from whoever logs in', async () => {
  await entry('mara', 'waiting');
  const error = await welcome(jo).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ n: 1, whose: undefined, arrived: jo });
  expect(session.value).toBeFalsy();
  expect(await left()).toBe(1);
});

test('a log-out without a network forgets everything and is made good at the next log-in', async () => {
  await welcome(mara);
  await entry('mara', 'waiting');
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no network')));
  await logOut();
  expect(session.value).toBeNull();
  expect(await left()).toBe(0);
  vi.stubGlobal('fetch', async (request: Request) => respond(request));
  asked = [];
  await logIn('mara@example.org', 'x');
  expect(asked.slice(0, 2)).toEqual(['DELETE /v1/sessions/current', 'POST /v1/sessions']);
});
