// Edits of this device until the server has them. "Saved on this device" is said when, and only when, an edit
// stands in the database.

import { computed, effect, signal } from '@preact/signals';
import type { Edit, Receipt } from '../api/types';
import { database, type Entry } from './db';
import { group } from './edits';
import { account, wiped } from './session';

/** All of them, oldest first. */
export const entries = signal<Entry[]>([]);

export const waiting = computed(() => entries.value.filter((entry) => entry.state === 'waiting'));
/** What a person has to look at: refused, or waiting for a manager. */
export const tray = computed(() =>
  entries.value.filter((entry) => entry.state === 'refused' || entry.state === 'held'),
);

effect(() => {
  if (wiped.value > 0) entries.value = [];
});

/** Somebody to tell that there is something to send. */
let onSaved: () => void = () => {};
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('buscall-outbox') : undefined;

export async function openOutbox(saved: () => void): Promise<void> {
  onSaved = saved;
  if (channel) channel.onmessage = () => void reload();
  await reload();
}

/** Reads what is in the database, which other tabs write too. */
export async function reload(): Promise<void> {
  entries.value = await (await database()).getAll('outbox');
}

/** Keeps an edit; when this returns it survives anything but the loss of the device. */
export async function save(tour: string, edits: Edit[], label: string, reason?: string): Promise<Entry> {
  const who = account.value;
  if (!who) throw new Error('nobody is logged in');
  const made = group(edits, reason);
  const entry: Entry = { id: made.id, tour, account: who.id, group: made, label, state: 'waiting' };
  const tx = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
  await tx.store.put(entry);
  await tx.done;
  entries.value = [...entries.value, entry];
  channel?.postMessage('saved');
  onSaved();
  return entry;
}

/** Notes the server's word on an entry. */
export async function receive(entry: Entry, receipt: Receipt): Promise<void> {
  const state = {
    applied: 'sent',
    merged: 'sent',
    disputed: 'sent',
    held: 'held',
    rejected: 'refused',
  } as const;
  await change({ ...entry, receipt, state: state[receipt.status], ...why(receipt.problem?.detail) });
}

/** Notes that the server will never take an entry as it is. */
export async function refuse(entry: Entry, reason: string): Promise<void> {
  await change({ ...entry, state: 'refused', why: reason });
}

function why(detail: string | undefined) {
  return detail === undefined ? {} : { why: detail };
}

async function change(entry: Entry): Promise<void> {
  // The server's word may come after somebody has logged out, and then nothing may be written any more.
  if (account.peek()?.id !== entry.account) return;
  await (await database()).put('outbox', entry);
  entries.value = entries.value.map((one) => (one.id === entry.id ? entry : one));
  channel?.postMessage('changed');
}

/** Lets an entry go: its author does not want it any more. */
export async function letGo(id: string): Promise<void> {
  await (await database()).delete('outbox', id);
  entries.value = entries.value.filter((entry) => entry.id !== id);
  channel?.postMessage('changed');
}

/** Takes an entry back that was let go a moment ago. */
export async function putBack(entry: Entry): Promise<void> {
  await (await database()).put('outbox', entry);
  await reload();
  channel?.postMessage('changed');
  if (entry.state === 'waiting') onSaved();
}

/** Entries that were sent anew: a second tap sends nothing twice. */
const retried = new Set<string>();

/** Sends an entry once more, as when somebody has been given a level meanwhile. */
export async function tryAgain(entry: Entry): Promise<void> {
  if (retried.has(entry.id)) return;
  retried.add(entry.id);
  const { receipt: _receipt, why: _why, ...rest } = entry;
  const anew = group(entry.group.edits, entry.group.reason ?? undefined);
  const next: Entry = { ...rest, id: anew.id, group: anew, state: 'waiting' };
  try {
    const tx = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.delete(entry.id), tx.store.put(next), tx.done]);
  } catch (error) {
    retried.delete(entry.id);
    throw error;
  }
  await reload();
  channel?.postMessage('changed');
  onSaved();
}
