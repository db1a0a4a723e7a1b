// English for paper that somebody holds, and for sending a day to others.

import { one } from '../../i18n/plural';

export const paperEn = {
  paper: {
    name: 'Your paper',
    close: 'Close what is said about your paper',
    upToDate: (label: string) => `This paper is up to date (v${label})`,
    old: (paper: string, now: string) => `Your paper is v${paper}. v${now} is current`,
    changed: (paper: string, n: number) => `Your paper is v${paper}. ${one(n, 'change', 'changes')} since`,
    older: 'This paper is older than anything known here',
    olderHint: 'Go by this screen, or print the day anew.',
    newer: 'This paper is newer than the copy on this device',
    newerHint: 'Connect to bring the copy up to date. Until then go by the paper.',
    same: 'What is on your paper has not changed.',
    later: (label: string, n: number) => `v${label} and ${one(n, 'later change', 'later changes')}`,
    severity: { critical: 'Critical', important: 'Important', info: 'For information' } as Record<
      string,
      string
    >,
    added: (what: string) => `New: ${what}`,
    dropped: (what: string) => `No longer: ${what}`,
  },
  share: {
    title: 'Share this day',
    what: 'What to send',
    short: 'The day in short',
    changes: 'Only what has changed',
    text: 'Text to send',
    forAll: 'It holds what everyone on the tour may see, and nothing else.',
    loading: 'Fetching the text',
    offline: 'The server writes this text, so it needs a connection. There is none just now.',
    none: 'There is no such text for this day.',
    send: 'Share',
    copy: 'Copy',
    copied: 'Copied',
    select: 'This browser does not copy by itself. The text is selected: copy it from there.',
  },
} as const;
