// Who is logged in on this device. The token is a cookie that no script can read; what is kept here is only the
// name to show and the tours to open without a network.

import { computed, signal } from '@preact/signals';
import { answered, api, Refused } from '../api/client';
import type { Account, Level, Tour } from '../api/types';
import { database, wipe, type Session } from './db';

const FACT = 'session';

/** Undefined until the device has been asked; null where nobody is logged in. */
export const session = signal<Session | null | undefined>(undefined);
/** Whether the server no longer knows the log-in. What is on the device stays. */
export const expired = signal(false);

export const account = computed<Account | undefined>(() => session.value?.account);

export function tourOf(id: string): Tour | undefined {
  return session.value?.tours.find((tour) => tour.id === id);
}

const LEVELS: Level[] = ['read', 'contribute', 'edit', 'manage'];

/** Whether somebody has at least this level in an audience of the tour. */
export function may(tour: Tour | undefined, level: Level, audience = 'everyone'): boolean {
  const held = tour?.audiences.find((one) => one.audience === audience)?.level;
  return held !== undefined && LEVELS.indexOf(held) >= LEVELS.indexOf(level);
}

/** The scope of an audience, which new records are written into. */
export function scopeOf(tour: Tour | undefined, audience = 'everyone'): string | undefined {
  return tour?.audiences.find((one) => one.audience === audience)?.id;
}

/** Reads who was logged in here last; needs no network. */
export async function restoreSession(): Promise<void> {
  const kept = (await (await database()).get('facts', FACT)) as Session | undefined;
  session.value = kept ?? null;
}

async function keep(next: Session): Promise<void> {
  session.value = next;
  await (await database()).put('facts', next, FACT);
}

/** What the server says of the tours; levels may have changed. */
export async function refreshTours(): Promise<void> {
  const current = session.value;
  if (!current) return;
  const tours: Tour[] = [];
  let after: string | undefined;
  do {
    const page = await answered(api.GET('/v1/tours', { params: { query: after ? { after } : {} } }));
    tours.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  await keep({ account: current.account, tours });
}

/** Somebody has logged in. What another account left on this device goes first. */
export async function welcome(who: Account): Promise<void> {
  const before = session.value?.account.id ?? (await leftBehind());
  if (before && before !== who.id) await wipe();
  expired.value = false;
  const tours = before === who.id ? (session.value?.tours ?? []) : [];
  await keep({ account: who, tours });
  await refreshTours();
}

async function leftBehind(): Promise<string | undefined> {
  const [entry] = await (await database()).getAll('outbox', null, 1);
  return entry?.account;
}

export async function logIn(email: string, password: string): Promise<void> {
  const label = `${navigator.platform || 'browser'}, web app`.slice(0, 100);
  const body = { email, password, cookie: true, label };
  const { account: who } = await answered(api.POST('/v1/sessions', { body }));
  await welcome(who);
}

/** Ends the log-in and forgets everything that this device holds, with or without a network. */
export async function logOut(): Promise<void> {
  try {
    await answered(api.DELETE('/v1/sessions/current'));
  } catch (error) {
    if (!(error instanceof Refused && error.status === 401))
      console.warn('the log-in could not be ended', error);
  }
  await wipe();
  sessionStorage.clear();
  session.value = null;
  expired.value = false;
}
