// Who is logged in on this device. The token is a cookie that no script can read; what is kept here is only the
// name to show and the tours to open without a network.

import { computed, signal } from '@preact/signals';
import { answered, api, Refused } from '../api/client';
import type { Account, Level, Tour } from '../api/types';
import { database, wipe, type Entry, type Session } from './db';
import { deviceLabel, isInstalled } from './device';
import { prefer } from './prefs';

const FACT = 'session';
/** Set while a log-in that was ended without a network is still open on the server. */
const OWED_LOG_OUT = 'buscall-owed-log-out';
/** What is in caches of this name is the app itself and nobody's data. */
const SHELL_CACHE = 'shell-';

/** Logging in as somebody else would delete edits that only this device has. */
export class OthersEdits extends Error {
  override name = 'OthersEdits';
  constructor(
    readonly n: number,
    /** Whose they are; undefined where this device does not know. */
    readonly whose: Account | undefined,
    /** Who has logged in already; undefined where that was not even asked. */
    readonly arrived?: Account,
  ) {
    super('edits of another account are on this device');
  }
}

/** Undefined until the device has been asked; null where nobody is logged in. */
export const session = signal<Session | null | undefined>(undefined);
/** Whether the server no longer knows the log-in. What is on the device stays. */
export const expired = signal(false);

/** Counts how often everything on this device was forgotten, for whoever holds some of it in memory. */
export const wiped = signal(0);

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

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('buscall-session') : undefined;

/** Reads who was logged in here last; needs no network. */
export async function restoreSession(): Promise<void> {
  // What another tab shows of a tour must not outlive the log-in.
  if (channel) channel.onmessage = () => location.reload();
  const kept = (await (await database()).get('facts', FACT)) as Session | undefined;
  session.value = kept ?? null;
}

async function keep(next: Session): Promise<void> {
  session.value = next;
  await (await database()).put('facts', next, FACT);
}

async function toursOfAccount(): Promise<Tour[]> {
  const tours: Tour[] = [];
  let after: string | undefined;
  do {
    const page = await answered(api.GET('/v1/tours', { params: { query: after ? { after } : {} } }));
    tours.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return tours;
}

/** What the server says of the tours; levels may have changed. */
export async function refreshTours(): Promise<void> {
  const who = session.value?.account.id;
  const tours = await toursOfAccount();
  const now = session.value;
  // Somebody else may have logged in meanwhile.
  if (now && now.account.id === who) await keep({ account: now.account, tours });
}

/** Notes a new name. */
export async function renamed(who: Account): Promise<void> {
  if (session.value) await keep({ ...session.value, account: who });
}

/** Edits whose content would be lost with this device's data. */
async function unsent(): Promise<Entry[]> {
  const all = await (await database()).getAll('outbox');
  return all.filter((entry) => entry.state === 'waiting' || entry.state === 'refused');
}

/** What would be lost if somebody new began to use this device; undefined for nothing. */
export async function othersEdits(): Promise<OthersEdits | undefined> {
  const left = await unsent();
  return left.length > 0 ? new OthersEdits(left.length, session.value?.account) : undefined;
}

/** Somebody has logged in. What another account left on this device goes first, its edits only on request. */
export async function welcome(who: Account, others: 'keep' | 'delete' = 'keep'): Promise<void> {
  const before = session.value?.account;
  const left = (await unsent()).filter((entry) => entry.account !== who.id);
  if (left.length > 0 && others === 'keep') throw new OthersEdits(left.length, before, who);
  const stays = before?.id === who.id && left.length === 0;
  if (!stays) await forgetAll();
  const known = stays ? (session.value?.tours ?? []) : [];
  // The log-in holds although the network went away right after it; the tours come with the next round.
  const tours = await toursOfAccount().catch(() => known);
  expired.value = false;
  await keep({ account: who, tours });
  channel?.postMessage('in');
}

/** Logs in; what another account has not sent is deleted only with `delete`. */
export async function logIn(
  email: string,
  password: string,
  others: 'keep' | 'delete' = 'keep',
): Promise<void> {
  const before = session.value?.account;
  if (others === 'keep' && before && !isSameAddress(before.email, email)) {
    // Asked before the server is: with another account's log-in nothing of this one could be sent any more.
    const n = (await unsent()).length;
    if (n > 0) throw new OthersEdits(n, before);
  }
  await payLogOut();
  const label = deviceLabel(navigator.userAgent, isInstalled());
  const body = { email, password, cookie: true, label };
  const { account: who } = await answered(api.POST('/v1/sessions', { body }));
  // The cookie is the newcomer's from here on: ending what was owed would end theirs.
  owe(false);
  await welcome(who, others);
}

function isSameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Ends a log-in that has only just begun and that nobody wants; what is on the device stays. */
export async function turnAway(): Promise<void> {
  await answered(api.DELETE('/v1/sessions/current'));
  if (session.value) expired.value = true;
}

/** Ends the log-in and forgets everything that this device holds, with or without a network. */
export async function logOut(): Promise<void> {
  try {
    await answered(api.DELETE('/v1/sessions/current'));
  } catch (error) {
    if (!isGone(error)) owe(true);
  }
  await forgetAll();
  channel?.postMessage('out');
}

/** Ends a log-in on the server that was ended here without a network. */
export async function payLogOut(): Promise<void> {
  if (!owes()) return;
  try {
    await answered(api.DELETE('/v1/sessions/current'));
  } catch (error) {
    if (!isGone(error)) return;
  }
  owe(false);
}

function isGone(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

function owes(): boolean {
  return localStorage.getItem(OWED_LOG_OUT) !== null;
}

function owe(does: boolean): void {
  if (does) localStorage.setItem(OWED_LOG_OUT, '1');
  else localStorage.removeItem(OWED_LOG_OUT);
}

async function forgetAll(): Promise<void> {
  session.value = null;
  expired.value = false;
  await wipe();
  sessionStorage.clear();
  prefer({ tour: '', department: '' });
  if ('caches' in globalThis) {
    const names = (await caches.keys()).filter((name) => !name.startsWith(SHELL_CACHE));
    await Promise.all(names.map((name) => caches.delete(name)));
  }
  wiped.value += 1;
}
