// German for what is wrong with a plan.

import type { Widened } from '../../i18n/en';
import { one } from '../../i18n/plural';
import type { problemsEn } from './words.en';

export const problemsDe: Widened<typeof problemsEn> = {
  count: (n) => one(n, 'Problem', 'Probleme'),
  none: 'Keine Probleme',
  title: 'Probleme',
  noneText: 'Nichts auf dieser Tour widerspricht sich, und von heute an fehlt nichts.',
  stop: 'Geht so nicht',
  check: 'Zum Nachsehen',
  server: {
    no_zone: 'Keine Zeitzone',
    other_zone: 'Die Uhren sind nicht die des Ortes',
    two_days: 'Zwei Tage an einem Datum',
    unreadable: 'Etwas lässt sich nicht zeigen',
    past_curfew: 'Länger als der Curfew',
    arrives_first: 'Kommt an, bevor es losfährt',
  },
  other: 'Etwas stimmt nicht',
  dispute: (title) => `${title}: zwei Werte`,
  disputeText: (label, all) => `${label}: ${all}. Jemand muss entscheiden.`,
  or: (all) => all.join(' oder '),
  overlap: 'Zwei Shows gleichzeitig',
  overlapText: (first, second, from, to) =>
    `${second} beginnt um ${from}, während ${first} bis ${to} spielt.`,
  noPlace: 'Kein Ort',
  noPlaceText: 'Der Tag hat keine Stadt: niemand weiß, wohin, und auf der Karte fehlt er.',
  missing: (what) => `Ohne ${what}`,
  missingText: (what) => `Für die Show fehlt noch: ${what}.`,
  and: (all) => (all.length > 1 ? `${all.slice(0, -1).join(', ')} und ${all.at(-1)}` : (all[0] ?? '')),
  unconfirmed: 'Nicht bestätigt',
  unconfirmedText: (n, of, days) =>
    `${n} von ${of} Zeilen sind nicht bestätigt, und der Tag ist ${days <= 0 ? 'heute' : days === 1 ? 'morgen' : `in ${days} Tagen`}.`,
  drive: 'Die Fahrt passt nicht',
  driveLong: 'Eine lange Fahrt',
  driveIs: (km, time) => `${km} sind ${time}.`,
  driveTakes: (time) => `Die Fahrt dauert ${time}.`,
  leaving: (from, to) => `Abfahrt ${from}, Ankunft ${to}`,
  arriving: (to) => `Ankunft ${to}`,
  after: (title, time) => `nach ${title} um ${time}`,
  over: 'Das ist mehr als die 9 h, die einer am Tag fahren darf (EG 561/2006).',
  driveFix: 'Früher losfahren, einen Reisetag daraus machen oder einen zweiten Fahrer nehmen.',
  longFix: 'Auf zwei Tage verteilen oder einen zweiten Fahrer nehmen.',
  mend: {
    day: 'Tag öffnen',
    dayOf: (date) => `${date} öffnen`,
    decisions: 'Entscheiden',
    grid: (column) => `${column} setzen`,
  },
};
