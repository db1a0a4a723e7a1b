// Guest requests and rooms: fetched while somebody looks at a list, kept on the device, and shown with its own edits
// on top, so that a list opens and is written in without a network once it has been looked at.

import { computed, effect, signal, untracked } from '@preact/signals';
import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { openTour, ownEntries, upToDateAt } from '../../data/book';
import { database, LISTS_KEPT, type Entry } from '../../data/db';
import type { Fields } from '../../data/edits';
import { line } from '../../data/sync';
import { ask, type Answer } from '../day/remote';
import { overlayRecords, type Listed } from './overlay';

type Records = components['schemas']['RecordsOut'];
export type ListKind = 'guest_request' | 'room';
type Kept = Record<ListKind, Listed[]>;

const KINDS = ['guest_request', 'room'] as const satisfies readonly ListKind[];
const PAGE = 200;

const kept = signal<{ tour: string; lists: Kept } | undefined>(undefined);
/** How the last question to the server went. */
export const fetched = signal<Answer<null> | { state: 'loading' }>({ state: 'loading' });

const own = computed(() => ownEntries.value.filter(isAboutLists));

/** Records of a kind as this device knows them; undefined where it has never seen any of the tour. */
export function listed(kind: ListKind): Listed[] | undefined {
  const lists = kept.value?.tour === openTour.value ? kept.value?.lists : undefined;
  if (!lists && own.value.length === 0) return undefined;
  return overlayRecords(lists?.[kind] ?? [], own.value, kind);
}

/** Reads what the device has, and asks after each exchange with the server; the answer stops it. */
export function startLists(tour: string): () => void {
  if (kept.peek()?.tour !== tour) {
    kept.value = undefined;
    fetched.value = { state: 'loading' };
    void restore(tour);
  }
  // An entry that the server has confirmed leaves the outbox before its record has been read anew.
  let before: Entry[] = [];
  const settle = effect(() => {
    const now = own.value;
    const gone = before.filter((entry) => entry.state === 'sent' && !now.some((one) => one.id === entry.id));
    before = now;
    const known = kept.peek();
    if (gone.length === 0 || !known) return;
    const lists = Object.fromEntries(
      KINDS.map((kind) => [kind, overlayRecords(known.lists[kind], gone, kind).map(unmarked)]),
    ) as unknown as Kept;
    kept.value = { ...known, lists };
  });
  const follow = effect(() => {
    if (upToDateAt.value === undefined && line.value === 'online') return;
    untracked(() => void fetchLists(tour));
  });
  return () => {
    settle();
    follow();
  };
}

function unmarked({ mark: _mark, ...rest }: Listed): Listed {
  return rest;
}

async function restore(tour: string): Promise<void> {
  const lists = (await (await database()).get('facts', LISTS_KEPT + tour)) as Kept | undefined;
  if (lists && openTour.value === tour && kept.peek()?.tour !== tour) kept.value = { tour, lists };
}

/** Reads them anew. */
export async function fetchLists(tour: string): Promise<void> {
  const answer = await ask(Promise.all(KINDS.map((kind) => all(tour, kind))));
  if (openTour.peek() !== tour) return;
  if (answer.state !== 'here') {
    fetched.value = answer;
    return;
  }
  const [guests = [], rooms = []] = answer.value;
  const lists: Kept = { guest_request: guests, room: rooms };
  kept.value = { tour, lists };
  fetched.value = { state: 'here', value: null };
  await (await database()).put('facts', lists, LISTS_KEPT + tour);
}

async function all(tour: string, kind: ListKind): Promise<Listed[]> {
  const list: Listed[] = [];
  let after: string | undefined;
  do {
    const query = { limit: PAGE, ...(after ? { after } : {}) };
    const params = { path: { tour, kind }, query };
    const page: Records = await answered(api.GET('/v1/tours/{tour}/{kind}', { params }));
    for (const { id, ver, deleted, fields } of page.items) {
      if (!deleted) list.push({ id, ver, fields: fields as unknown as Fields });
    }
    after = page.next ?? undefined;
  } while (after);
  return list;
}

function isAboutLists({ group }: Entry): boolean {
  return group.edits.some((edit) => edit.do !== 'settle' && KINDS.some((kind) => kind === edit.kind));
}
