// What this device keeps: the pieces of each tour as the server sent them, the edits that the server has not
// confirmed, and a few facts. One database a browser profile, for one account at a time.

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Account, ChangeLine, Group, Piece, Receipt, Tour } from '../api/types';

const NAME = 'buscall';
const VERSION = 1;

/** How far an edit has got. */
export type EntryState =
  /** On this device only. */
  | 'waiting'
  /** The server has it, the pieces that this device holds do not show it yet. */
  | 'sent'
  /** A manager has to accept it. */
  | 'held'
  /** The server refuses it; its content stays here until somebody lets it go. */
  | 'refused';

/** A group of edits in the outbox. Its id is the group's, so the oldest comes first. */
export interface Entry {
  id: string;
  tour: string;
  account: string;
  group: Group;
  /** What somebody did, in words, for the list of what waits. */
  label: string;
  state: EntryState;
  receipt?: Receipt;
  /** Why the server refuses it. */
  why?: string;
}

/** What changed in a tour since this device first looked, and up to where it has read. */
export interface Log {
  tour: string;
  /** The server's token to read on from. */
  next?: string;
  /** Newest last. */
  lines: ChangeLine[];
}

/** Who is logged in here, and what the server last said of their tours. */
export interface Session {
  account: Account;
  tours: Tour[];
}

/** Where the changes of a tour began when this device first opened it: what was before is not news to anybody. */
export interface Beginning {
  tour: string;
  /** The highest number of each audience. */
  start: Record<string, number>;
}

export interface StoredPiece extends Piece {
  tour: string;
}

interface Schema extends DBSchema {
  pieces: { key: [string, string]; value: StoredPiece; indexes: { tour: string } };
  outbox: { key: string; value: Entry };
  logs: { key: string; value: Log };
  beginnings: { key: string; value: Beginning };
  facts: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;

let opened: Promise<Database> | undefined;

/** The database, opened once. */
export function database(): Promise<Database> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('pieces', { keyPath: ['tour', 'key'] }).createIndex('tour', 'tour');
      db.createObjectStore('outbox', { keyPath: 'id' });
      db.createObjectStore('logs', { keyPath: 'tour' });
      db.createObjectStore('beginnings', { keyPath: 'tour' });
      db.createObjectStore('facts');
    },
    // Another tab has a newer app and waits for this one to let go.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

/** The fact of a tour that says up to where its advance sheets were looked at. */
export const ADVANCE_LOOKED = 'advance_looked:';

/** The fact of a tour that holds its guest requests and rooms. */
export const LISTS_KEPT = 'lists:';

/** Forgets everything: after a log-out nothing of a tour may be left on the device. */
export async function wipe(): Promise<void> {
  const db = await database();
  const stores = ['pieces', 'outbox', 'logs', 'beginnings', 'facts'] as const;
  const tx = db.transaction(stores, 'readwrite');
  await Promise.all([...stores.map((store) => tx.objectStore(store).clear()), tx.done]);
}
