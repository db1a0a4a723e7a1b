// German for paper that somebody holds, and for sending a day to others.

import type { Widened } from '../../i18n/en';
import { one } from '../../i18n/plural';
import type { paperEn } from './words.en';

export const paperDe: Widened<typeof paperEn> = {
  paper: {
    name: 'Dein Ausdruck',
    close: 'Hinweis zu deinem Ausdruck schließen',
    upToDate: (label) => `Dieser Ausdruck ist aktuell (v${label})`,
    old: (paper, now) => `Dein Ausdruck ist v${paper}. Aktuell ist v${now}`,
    changed: (paper, n) => `Dein Ausdruck ist v${paper}. Seitdem ${one(n, 'Änderung', 'Änderungen')}`,
    older: 'Dieser Ausdruck ist älter als alles, was hier bekannt ist',
    olderHint: 'Richte dich nach diesem Bildschirm oder druck den Tag neu aus.',
    newer: 'Dieser Ausdruck ist neuer als die Kopie auf diesem Gerät',
    newerHint: 'Verbinde dich, um sie zu aktualisieren. Bis dahin gilt der Ausdruck.',
    same: 'Was auf deinem Ausdruck steht, hat sich nicht geändert.',
    later: (label, n) => `v${label} und ${one(n, 'spätere Änderung', 'spätere Änderungen')}`,
    severity: { critical: 'Kritisch', important: 'Wichtig', info: 'Zur Information' },
    added: (what) => `Neu: ${what}`,
    dropped: (what) => `Entfällt: ${what}`,
  },
  share: {
    title: 'Diesen Tag teilen',
    what: 'Was gesendet wird',
    short: 'Der Tag in Kürze',
    changes: 'Nur was sich geändert hat',
    text: 'Text zum Senden',
    forAll: 'Darin steht, was alle auf der Tour sehen dürfen, und sonst nichts.',
    loading: 'Der Text wird geholt',
    offline: 'Diesen Text schreibt der Server, dafür braucht es eine Verbindung. Gerade ist keine da.',
    none: 'Für diesen Tag gibt es keinen solchen Text.',
    send: 'Teilen',
    copy: 'Kopieren',
    copied: 'Kopiert',
    select: 'Dieser Browser kopiert nicht von selbst. Der Text ist markiert: von dort kopieren.',
  },
};
