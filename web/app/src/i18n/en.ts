// English: the words, and the type that other languages have to fill. Each part of the app has its own beside it.

import { crewEn } from '../crew/words.en';
import type { paperEn } from '../crew/paper/words.en';
import type { startEn } from '../start/words.en';
import { one } from './plural';

/** What is there from the beginning; the words of later parts come with them. */
export const en = {
  ...crewEn,
  app: {
    loading: 'Opening your tour book',
    newVersion: 'A new version is ready',
    update: 'Update',
    offlineStart:
      'This device has no copy of this tour yet. Connect once, and it opens without a signal from then on.',
    notSaved: 'This could not be saved on this device.',
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
  timeEntry: {
    hint: '19:30, 7.30p, 19:30-20:15, ~19:00, TBD, +15',
    reads: (time: string) => `Reads as ${time}`,
    noTime: 'No time',
    readAs: (time: string) => `Read as ${time}: `,
    empty: () => 'no time is given; write TBD when it is not known yet',
    tooLong: (text: string) => `“${text}…” is too long for a time`,
    notATime: (text: string) => `“${text}” is not a time; write 19:30, 7:30 pm, 01:30+1 or TBD`,
    hour: (hour: string) => `hour ${hour} is too high; hours go to 47, and 24 to 47 are the next day`,
    minute: (minute: string) => `${minute} is no minute; minutes have two digits and go to 59`,
    seconds: (text: string) => `“${text}” has seconds; a time is kept in whole minutes`,
    meridiem: (text: string) => `“${text}” mixes am/pm with the 24-hour clock; write 19:30 or 7:30 pm`,
    bareHour: (text: string, times: string) =>
      `“${text}” could be morning or evening; write one of ${times}, or add am or pm`,
    hourAlone: (text: string, time: string) => `“${text}” is an hour alone; write ${time}`,
    midnight: (text: string) =>
      `“${text}” could be the start or the end of the day; write 00:00 for its start, 24:00 for its end`,
    limit: (text: string) =>
      `“${text}” is a limit and not a time; write the time alone, the limit in the notes`,
    dayMark: (text: string) => `the day mark in “${text}” is not understood; write +1 for the next day`,
    outsideShowDay: (text: string) => `“${text}” is outside the show day, which runs from 00:00 to 23:59+2`,
    endBeforeStart: (start: string, end: string) => `the end ${end} is before the start ${start}`,
    relativeToNothing: (text: string) => `“${text}” moves a time, and there is none yet to move`,
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

export type Words = Widened<typeof startEn & typeof paperEn & typeof en>;
