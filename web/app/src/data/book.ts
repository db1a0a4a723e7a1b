// The tour that is open: its pieces in memory, brought up to date from the server and readable without it.

import { computed, effect, signal } from '@preact/signals';
import { answered, api } from '../api/client';
import type { Book, DaySheet, Piece, TourPiece } from '../api/types';
import { ADVANCE_LOOKED, database, LISTS_KEPT, type Entry } from './db';
import { entries, reload } from './outbox';
import { overlay, type Seen } from './overlay';
import { account, wiped } from './session';

/** The tour whose pieces are in memory. */
export const openTour = signal<string | undefined>(undefined);
/** Its pieces by key: `tour`, a date, `advances`, or `advance/` and a date. */
export const pieces = signal<ReadonlyMap<string, Piece>>(new Map());
/** Whether this device has been asked for them. */
export const loaded = signal(false);
/** When the server last said that this is all there is; milliseconds since 1970. */
export const upToDateAt = signal<number | undefined>(undefined);

const AS_OF = 'as_of:';
const DATE = /^\d{4}-\d\d-\d\d$/;
/** What the device has is said in the address as long as that stays shorter than this: some proxies take no more. */
const HAVE_IN_ADDRESS_MAX = 4_000;

/** The tour itself, without dates. */
export const tourPiece = computed(() => pieces.value.get('tour')?.body as TourPiece | undefined);
/** The dates that have a sheet, in order. */
export const dates = computed(() => [...pieces.value.keys()].filter((key) => DATE.test(key)).toSorted());
/** This device's edits of the open tour. */
export const ownEntries = computed(() => entries.value.filter((entry) => entry.tour === openTour.value));

let drawn = new Map<string, { base: DaySheet; own: Entry[]; seen: Seen }>();

/** A date as this device knows it, with its own edits; undefined where the tour has no such day. */
export function sheetOn(date: string): Seen | undefined {
  const base = pieces.value.get(date)?.body as DaySheet | undefined;
  if (!base) return undefined;
  const own = ownEntries.value;
  const kept = drawn.get(date);
  if (kept && kept.base === base && kept.own === own) return kept.seen;
  const seen = overlay(base, own, nameOf);
  drawn.set(date, { base, own, seen });
  return seen;
}

/** What a person is called, also one who was added on this device. */
function nameOf(id: string): string | undefined {
  const known = tourPiece.peek()?.people.people.find((person) => person.id === id);
  if (known) return known.name;
  const edits = ownEntries.peek().flatMap((entry) => entry.group.edits);
  const made = edits.find((edit) => edit.do === 'create' && edit.kind === 'person' && edit.id === id);
  return made?.do === 'create' ? String((made.fields as Record<string, unknown>).name) : undefined;
}

// Closes the tour when everything was forgotten, as after a log-out.
effect(() => {
  if (wiped.value === 0) return;
  openTour.value = undefined;
  pieces.value = new Map();
  loaded.value = false;
  upToDateAt.value = undefined;
  drawn = new Map();
});

/** Opens a tour from what this device holds. */
export async function open(tour: string): Promise<void> {
  if (openTour.value === tour) return;
  openTour.value = tour;
  loaded.value = false;
  drawn = new Map();
  const db = await database();
  const [kept, asOf] = await Promise.all([
    db.getAllFromIndex('pieces', 'tour', tour),
    db.get('facts', AS_OF + tour) as Promise<number | undefined>,
  ]);
  if (openTour.value !== tour) return;
  pieces.value = new Map(kept.map((piece) => [piece.key, piece]));
  upToDateAt.value = asOf;
  loaded.value = true;
}

/** Fetches what changed. Entries that the server had before the question are in the answer, and go. */
export async function pull(tour: string, now = Date.now()): Promise<void> {
  const who = account.peek()?.id;
  const db = await database();
  const confirmed = (await db.getAll('outbox')).filter(
    (entry) => entry.tour === tour && entry.state === 'sent',
  );
  const held = await db.getAllFromIndex('pieces', 'tour', tour);
  const news = await newsOf(tour, new Map(held.map((piece) => [piece.key, piece.etag])));
  // An answer to whoever was logged in before must not be kept for whoever is now.
  if (account.peek()?.id !== who) return;
  const tx = db.transaction(['pieces', 'outbox', 'facts'], 'readwrite');
  for (const piece of news.pieces) void tx.objectStore('pieces').put({ ...piece, tour });
  for (const key of news.gone) void tx.objectStore('pieces').delete([tour, key]);
  for (const entry of confirmed) void tx.objectStore('outbox').delete(entry.id);
  void tx.objectStore('facts').put(now, AS_OF + tour);
  await tx.done;
  if (openTour.value === tour) take(news, now);
  if (confirmed.length > 0) await reload();
}

async function newsOf(tour: string, held: ReadonlyMap<string, string>): Promise<Book> {
  const path = { tour };
  const have = [...held].map(([key, etag]) => `${key}:${etag}`).join(',');
  const isShort = encodeURIComponent(have).length <= HAVE_IN_ADDRESS_MAX;
  const request = isShort
    ? api.GET('/v1/tours/{tour}/book', { params: { path, query: { have } } })
    : api.POST('/v1/tours/{tour}/book', { params: { path }, body: { have: Object.fromEntries(held) } });
  return (await answered(request)) as unknown as Book;
}

function take(news: Book, now: number): void {
  upToDateAt.value = now;
  if (news.pieces.length === 0 && news.gone.length === 0) return;
  const next = new Map(pieces.value);
  for (const piece of news.pieces) next.set(piece.key, piece);
  for (const key of news.gone) next.delete(key);
  pieces.value = next;
}

/** Forgets a tour that this account is no longer on. */
export async function forget(tour: string): Promise<void> {
  const db = await database();
  const tx = db.transaction(['pieces', 'logs', 'beginnings', 'facts'], 'readwrite');
  for (const key of await tx.objectStore('pieces').index('tour').getAllKeys(tour)) {
    void tx.objectStore('pieces').delete(key);
  }
  void tx.objectStore('logs').delete(tour);
  void tx.objectStore('beginnings').delete(tour);
  void tx.objectStore('facts').delete(AS_OF + tour);
  for (const fact of [ADVANCE_LOOKED, LISTS_KEPT]) void tx.objectStore('facts').delete(fact + tour);
  await tx.done;
  // It stays open, with nothing in it: whoever stands at its address is told that it is not theirs.
  if (openTour.value === tour) {
    pieces.value = new Map();
    upToDateAt.value = undefined;
    drawn = new Map();
  }
}
