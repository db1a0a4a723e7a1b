// German for the frame of the desk.

import type { Widened } from '../../i18n/en';
import { one } from '../../i18n/plural';
import type { frameEn } from './words.en';

const edits = (n: number) => one(n, 'Änderung', 'Änderungen');

export const frameDe: Widened<typeof frameEn> = {
  main: 'Hauptmenü',
  home: 'Touren und Einstellungen',
  pages: {
    grid: 'Tour',
    day: 'Tage',
    decisions: 'Klären',
    advance: 'Advance',
    travel: 'Reise',
    people: 'Leute',
    templates: 'Vorlagen',
    lists: 'Listen',
    paper: 'Papier',
    import: 'Import',
    map: 'Karte',
  },
  pageNames: {
    grid: 'Tabelle der Tour',
    day: 'Showtage, beginnend mit heute',
    decisions: 'Entscheidungen',
    advance: 'Advance: was die Häuser geantwortet haben',
    travel: 'Reise',
    people: 'Leute und Einladungen',
    templates: 'Vorlagen für Tagespläne',
    lists: 'Gästelisten und Zimmerlisten',
    paper: 'Papier & Feeds',
    import: 'Import',
    map: 'Karte',
  },
  nDecisions: (n) => `${n} zu entscheiden`,
  phone: 'Handy',
  phoneName: 'Handyansicht: der Tagesplan',
  settings: 'Optionen',
  tabs: 'Ansicht',
  table: 'Tabelle',
  map: 'Karte',
  tour: 'Tour',
  search: 'Stadt, Person, Datum suchen',
  searchName: 'Diese Tour durchsuchen',
  results: (n) => (n === 0 ? 'Nichts gefunden' : one(n, 'Treffer', 'Treffer')),
  nothing: (text) => `Nichts auf dieser Tour passt zu „${text}“.`,
  lately: 'Haben kürzlich etwas geändert',
  latelyOne: (name, sentence, time) => `${name}, ${time}: ${sentence}`,
  addDay: 'Tag anlegen',
  skip: 'Zum Inhalt',
  state: {
    saved: 'Auf diesem Laptop gespeichert',
    upToDate: (time) => `Server aktuell um ${time}`,
    asOf: (time) => `keine Antwort vom Server seit ${time}`,
    never: 'noch keine Antwort vom Server',
    sending: 'wird gesendet',
    waiting: (n) => `${edits(n)} ${n === 1 ? 'wartet' : 'warten'} auf diesem Laptop`,
    attention: (n) => `${edits(n)} ${n === 1 ? 'wurde' : 'wurden'} nicht angenommen`,
    expired: 'Melde dich neu an, um deine Änderungen zu senden',
    look: 'Ansehen',
  },
  totals: (shows, days) => `${one(shows, 'Show', 'Shows')}, ${one(days, 'Tag', 'Tage')}`,
  hints: { edit: 'ändern', newDay: 'neuer Tag', find: 'suchen', keys: 'alle Tasten' },
};
