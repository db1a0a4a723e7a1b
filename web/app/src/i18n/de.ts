// German.

import { paperDe } from '../crew/paper/words.de';
import { crewDe } from '../crew/words.de';
import { startDe } from '../start/words.de';
import type { Words } from './en';
import { one } from './plural';

export const de: Words = {
  ...startDe,
  ...crewDe,
  ...paperDe,
  app: {
    loading: 'Das Tourbuch wird geöffnet',
    newVersion: 'Eine neue Version ist da',
    update: 'Aktualisieren',
    offlineStart:
      'Dieses Gerät hat noch keine Kopie dieser Tour. Einmal verbinden, danach öffnet sie sich auch ohne Netz.',
    notSaved: 'Das konnte auf diesem Gerät nicht gespeichert werden.',
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
  timeEntry: {
    hint: '19:30, 7.30p, 19:30-20:15, ca. 19:00, TBD, +15',
    reads: (time) => `Gelesen als ${time}`,
    noTime: 'Keine Zeit',
    readAs: (time) => `Gelesen als ${time}: `,
    empty: () => 'keine Zeit angegeben; schreib TBD, wenn sie noch offen ist',
    tooLong: (text) => `„${text}…“ ist zu lang für eine Zeit`,
    notATime: (text) => `„${text}“ ist keine Zeit; schreib 19:30, 7:30 pm, 01:30+1 oder TBD`,
    hour: (hour) => `Stunde ${hour} ist zu hoch; Stunden gehen bis 47, und 24 bis 47 sind der nächste Tag`,
    minute: (minute) => `${minute} ist keine Minute; Minuten haben zwei Ziffern und gehen bis 59`,
    seconds: (text) => `„${text}“ hat Sekunden; Zeiten gelten auf die Minute`,
    meridiem: (text) => `„${text}“ mischt am/pm mit der 24-Stunden-Uhr; schreib 19:30 oder 7:30 pm`,
    bareHour: (text, times) =>
      `„${text}“ kann morgens oder abends sein; schreib eins von ${times}, oder dazu am oder pm`,
    hourAlone: (text, time) => `„${text}“ ist nur eine Stunde; schreib ${time}`,
    midnight: (text) =>
      `„${text}“ kann Anfang oder Ende des Tages sein; schreib 00:00 für den Anfang, 24:00 für das Ende`,
    limit: (text) =>
      `„${text}“ ist eine Grenze und keine Zeit; schreib nur die Zeit, die Grenze in die Notizen`,
    dayMark: (text) => `das Tageszeichen in „${text}“ ist unklar; schreib +1 für den nächsten Tag`,
    outsideShowDay: (text) => `„${text}“ liegt außerhalb des Showtags, der von 00:00 bis 23:59+2 geht`,
    endBeforeStart: (start, end) => `das Ende ${end} liegt vor dem Anfang ${start}`,
    relativeToNothing: (text) => `„${text}“ verschiebt eine Zeit, und hier steht noch keine`,
  },
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
