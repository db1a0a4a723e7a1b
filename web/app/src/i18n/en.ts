// English: the words, and the type that other languages have to fill. Each part of the app has its own beside it.

import { crewEn } from '../crew/words.en';
import { startEn } from '../start/words.en';
import { one } from './plural';

export const en = {
  ...startEn,
  ...crewEn,
  app: {
    loading: 'Opening your tour book',
    newVersion: 'A new version is ready',
    update: 'Update',
    offlineStart:
      'This device has no copy of this tour yet. Connect once, and it opens without a signal from then on.',
    failed: 'This screen could not be shown.',
    tryAgain: 'Try again',
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    saving: 'Saving',
    delete: 'Delete',
    back: 'Back',
    undo: 'Undo',
    saved: 'Saved on this device',
    notFound: 'This tour is not among yours.',
  },
  sync: {
    waiting: (n: number) => [one(n, 'edit', 'edits'), 'waiting'] as const,
    offline: 'Offline',
    offlineSince: (time: string) => `Offline, as of ${time}`,
    upToDate: 'Up to date',
    syncing: 'Updating',
    expired: 'Log in again',
    attention: (n: number) => [one(n, 'edit', 'edits'), 'not accepted'] as const,
    unknown: 'Looking for the server',
  },
  nav: { label: 'Day sheet', today: 'Today', tour: 'Tour', people: 'People', travel: 'Travel', plan: 'Plan' },
  time: {
    tbd: 'TBD',
    about: (time: string) => `about ${time}`,
    nextDay: (days: number) => `+${days}`,
    min: 'min',
  },
  status: { draft: 'Draft', unconfirmed: 'Unconfirmed', confirmed: 'Confirmed', cancelled: 'Cancelled' },
  dayType: {
    show: 'Show',
    travel: 'Travel',
    day_off: 'Off',
    rehearsal: 'Rehearsal',
    press: 'Press',
    load_in: 'Load-in',
    prep: 'Prep',
    festival: 'Festival',
    custom: 'Other',
  },
  level: { read: 'reads', contribute: 'adds notes and tasks', edit: 'changes the book', manage: 'manages' },
  audience: {
    everyone: 'Everyone',
    party: 'Artist party',
    management: 'Management',
    money: 'Money',
  } as Record<string, string>,
} as const;

/** The same tree of words with any text in each place. */
export type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => R extends readonly [string, string] ? readonly [string, string] : string
    : { [K in keyof T]: Widened<T[K]> };

export type Words = Widened<typeof en>;
