// Keeping this device and the server alike: edits go up, oldest first, then what changed comes down. One round at a
// time and one tab at a time. It runs when something was saved, when the server hints at news, when the network or
// the screen comes back, and always on a timer, because each of the others can be missed.

import { computed, effect, signal } from '@preact/signals';
import { answered, api, Refused, Unreachable } from '../api/client';
import { forget, openTour, pull } from './book';
import { pullChanges } from './changes';
import type { Entry } from './db';
import { checkHeld } from './held';
import { receive, refuse, reload, tray, waiting } from './outbox';
import { expired, refreshTours, session, tourOf } from './session';

/** With edits to send or without a network, and a screen that somebody looks at. */
const RETRY_MS = 20_000;
/** Otherwise: the hints of the server may have got lost. */
const IDLE_MS = 120_000;
/** Before an edit is sent, so that typing several is one round. */
const SETTLE_MS = 150;
/** The server takes a hundred groups at once. */
const GROUPS_MAX = 50;

export type Line = 'unknown' | 'online' | 'offline';
/** Whether the last question to the server was answered. */
export const line = signal<Line>('unknown');
export const syncing = signal(false);

/** What to say at the top of every screen. */
export const standing = computed(() => ({
  line: line.value,
  syncing: syncing.value,
  expired: expired.value,
  nWaiting: waiting.value.length,
  nTray: tray.value.length,
}));

let again = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let source: EventSource | undefined;
let sourceTour: string | undefined;

/** Begins to sync, and goes on until the page is closed. */
export function startSync(): void {
  addEventListener('online', () => void syncNow());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void syncNow();
  });
  effect(() => {
    if (session.value === null) hush();
  });
  void syncNow();
}

/** Something was saved. */
export function syncSoon(): void {
  plan(SETTLE_MS);
}

function plan(delay: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void syncNow(), delay);
}

/** One round, now. A round that is asked for while one runs follows it. */
export async function syncNow(): Promise<void> {
  if (!session.value) return;
  if (syncing.value) {
    again = true;
    return;
  }
  syncing.value = true;
  try {
    do {
      again = false;
      await inOneTab(round);
    } while (again);
  } finally {
    syncing.value = false;
    plan(isUrgent() ? RETRY_MS : IDLE_MS);
  }
}

/** Whether somebody looks at a screen that does not say how things are. */
function isUrgent(): boolean {
  return document.visibilityState === 'visible' && (waiting.value.length > 0 || line.value === 'offline');
}

async function inOneTab(work: () => Promise<void>): Promise<void> {
  // Absent on plain http; then two tabs send the same groups, which have the effect of one.
  if ('locks' in navigator) await navigator.locks.request('buscall-sync', work);
  else await work();
}

async function round(): Promise<void> {
  const tour = openTour.value;
  try {
    await reload();
    await push();
    await refreshTours();
    if (tour) {
      if (!session.value?.tours.some((one) => one.id === tour)) await forget(tour);
      else {
        await checkHeld(tour);
        await pull(tour);
        await pullChanges(tour);
      }
    }
    line.value = 'online';
    expired.value = false;
    listen();
  } catch (error) {
    again = false;
    await trouble(error);
  }
}

async function trouble(error: unknown): Promise<void> {
  if (error instanceof Refused && error.status === 401) {
    line.value = 'online';
    expired.value = true;
    hush();
  } else if (error instanceof Unreachable || (error instanceof Refused && error.passes)) {
    line.value = 'offline';
  } else {
    line.value = 'offline';
    console.error('sync failed', error);
  }
}

/** Sends what waits, tour by tour. What one group gets wrong never holds up the others. */
async function push(): Promise<void> {
  const own = waiting.value.filter((entry) => entry.account === session.value?.account.id);
  for (const tour of new Set(own.map((entry) => entry.tour))) {
    const ofTour = own.filter((entry) => entry.tour === tour);
    for (let from = 0; from < ofTour.length; from += GROUPS_MAX) {
      await send(tour, ofTour.slice(from, from + GROUPS_MAX));
    }
  }
}

async function send(tour: string, batch: Entry[]): Promise<void> {
  const body = { groups: batch.map((entry) => entry.group) };
  try {
    const { receipts } = await answered(
      api.POST('/v1/tours/{tour}/groups', { params: { path: { tour } }, body }),
    );
    for (const receipt of receipts) {
      const entry = batch.find((one) => one.id === receipt.group);
      if (entry) await receive(entry, receipt);
    }
  } catch (error) {
    if (!(error instanceof Refused) || error.passes || error.status === 401) throw error;
    const [only] = batch;
    if (batch.length === 1 && only) await refuse(only, reason(error));
    else for (const entry of batch) await send(tour, [entry]);
  }
}

function reason(error: Refused): string {
  const rules = (error.problem.errors ?? []).map((one) => `${one.field}: ${one.rule}`);
  // With one rule the detail is that rule.
  return [...new Set([error.problem.detail, ...rules])].join('; ');
}

/** Listens for hints about the open tour. They say only that there is something to ask for. */
function listen(): void {
  const tour = openTour.value;
  if (source && sourceTour === tour && source.readyState !== EventSource.CLOSED) return;
  hush();
  if (!tour || !tourOf(tour)) return;
  sourceTour = tour;
  let heard = '';
  const opened = new EventSource(`/v1/tours/${tour}/live`);
  source = opened;
  opened.addEventListener('heads', (event) => {
    const heads = (event as MessageEvent<string>).data;
    // The first says where things stand, which may be further than the round before it.
    if (heard !== heads) void syncNow();
    heard = heads;
  });
  opened.onerror = () => {
    // A refused stream stays closed, and the next round asks for it again. Otherwise the browser connects again by
    // itself; a server that is gone is noticed here first.
    if (opened.readyState === EventSource.CLOSED) plan(RETRY_MS);
    else if (line.value === 'online') void syncNow();
  };
}

/** Stops listening, as before a log-out. */
export function hush(): void {
  source?.close();
  source = undefined;
  sourceTour = undefined;
}
