// German.

import { crewDe } from '../crew/words.de';
import { startDe } from '../start/words.de';
import type { Words } from './en';
import { one } from './plural';

export const de: Words = {
  ...startDe,
  ...crewDe,
  app: {
    loading: 'Das Tourbuch wird geöffnet',
    newVersion: 'Eine neue Version ist da',
    update: 'Aktualisieren',
    offlineStart:
      'Dieses Gerät hat noch keine Kopie dieser Tour. Einmal verbinden, danach öffnet sie sich auch ohne Netz.',
    failed: 'Diese Ansicht konnte nicht gezeigt werden.',
    tryAgain: 'Noch einmal',
    close: 'Schließen',
    cancel: 'Abbrechen',
    save: 'Speichern',
    saving: 'Wird gespeichert',
    delete: 'Löschen',
    back: 'Zurück',
    undo: 'Rückgängig',
    saved: 'Auf diesem Gerät gespeichert',
    notFound: 'Diese Tour gehört nicht zu deinen.',
  },
  sync: {
    waiting: (n) => [one(n, 'Änderung', 'Änderungen'), n === 1 ? 'wartet' : 'warten'] as const,
    offline: 'Ohne Netz',
    offlineSince: (time) => `Ohne Netz, Stand ${time}`,
    upToDate: 'Aktuell',
    syncing: 'Wird aktualisiert',
    expired: 'Neu anmelden',
    attention: (n) => [one(n, 'Änderung', 'Änderungen'), 'nicht angenommen'] as const,
    unknown: 'Server wird gesucht',
  },
  nav: {
    label: 'Tagesplan',
    today: 'Heute',
    tour: 'Tour',
    people: 'Leute',
    travel: 'Reise',
    plan: 'Planung',
  },
  time: { tbd: 'offen', about: (time) => `ca. ${time}`, nextDay: (days) => `+${days}`, min: 'min' },
  status: { draft: 'Entwurf', unconfirmed: 'Unbestätigt', confirmed: 'Bestätigt', cancelled: 'Abgesagt' },
  dayType: {
    show: 'Show',
    travel: 'Reise',
    day_off: 'Frei',
    rehearsal: 'Probe',
    press: 'Presse',
    load_in: 'Aufbau',
    prep: 'Vorbereitung',
    festival: 'Festival',
    custom: 'Anderes',
  },
  level: {
    read: 'liest',
    contribute: 'schreibt Notizen und Aufgaben',
    edit: 'ändert das Buch',
    manage: 'verwaltet',
  },
  audience: { everyone: 'Alle', party: 'Künstlergruppe', management: 'Management', money: 'Geld' },
};
