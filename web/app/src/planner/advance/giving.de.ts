// German for what venues are given and what is kept of a show.

import type { Widened } from '../../i18n/en';
import { one } from '../../i18n/plural';
import type { givingEn } from './giving.en';

const answers = (n: number) => one(n, 'Antwort', 'Antworten');

export const givingDe: Widened<typeof givingEn> = {
  links: {
    title: 'Links fürs Haus',
    none: 'Noch hat niemand einen Link.',
    give: 'Link geben…',
    for: (name) => `Für ${name}`,
    anybody: 'Für alle, die ihn haben',
    opened: (n) => (n === 0 ? 'nie geöffnet' : n === 1 ? 'einmal geöffnet' : `${n}-mal geöffnet`),
    last: (moment) => `zuletzt ${moment}`,
    opens: (moment) => `ab ${moment}`,
    closes: (moment) => `nimmt Antworten bis ${moment}`,
    ends: (moment) => `endet ${moment}`,
    revoke: 'Schließen',
    revokeOf: (name) => `Den Link schließen: ${name}`,
    revoked: 'Der Link öffnet nichts mehr.',
    recipient: 'Für wen er ist',
    opensAt: 'Geht auf am',
    closesAt: 'Nimmt Antworten bis',
    days: 'Tage, die er gilt',
    daysHint: 'Bis 14 Tage nach der Show, wenn du nichts anderes sagst.',
    reset: 'Jeden anderen Link dieses Bogens schließen',
    make: 'Link machen',
    once: 'Diese Adresse steht nur jetzt hier. Wer sie hat, kann das Formular ausfüllen, ohne Konto.',
    address: 'Adresse des Formulars',
    copy: 'Adresse kopieren',
    copied: 'Kopiert',
    mail: 'Für eine Mail',
    copyMail: 'Text kopieren',
    mailText: (name, show, url, until) =>
      `Hallo${name ? ` ${name}` : ''},\n\nbitte füllt unseren Advance-Bogen für ${show} aus:\n\n${url}\n\nWas wir wissen, steht schon darin; berichtigt es, wo es nicht stimmt. Ihr könnt die Hälfte speichern und später weitermachen, und den Link an alle weitergeben, die es wissen. Er gilt bis ${until}.\n\nDanke!`,
    done: 'Fertig',
    offline: 'Links sind auf dem Server, und er antwortet nicht.',
    visits: 'Was hereinkam',
    noVisits: 'Noch nichts.',
    visit: (who, n) => `${who}: ${answers(n)}`,
    somebody: 'Jemand',
    from: (address) => `von ${address}`,
  },

  handouts: {
    title: 'Dateien, die sie haben',
    none: 'Sie haben noch keine Dateien bekommen.',
    give: 'Datei geben…',
    version: (text) => `Fassung ${text}`,
    outdated: 'Sie haben eine alte Fassung',
    newest: (text) => `neueste: ${text}`,
    to: (name) => `an ${name}`,
    file: 'Datei',
    versionField: 'Fassung',
    recipient: 'Wer sie bekommt',
    givenOn: 'Gegeben am',
    noFiles: 'Der Tagesplan dieser Show hat keine Dateien.',
    note: 'Das hält fest, was sie bekommen haben. Die Datei selbst schickst du mit deiner Mail.',
    given: (name) => `Gegeben: ${name}`,
  },

  keepDialog: {
    title: 'Ins Verzeichnis übernehmen',
    lead: 'Das Verzeichnis behält, was ihr über das Haus gelernt habt, damit der nächste Besuch damit beginnt.',
    looking: 'Wird mit dem Verzeichnis verglichen',
    newVenue: 'Das Verzeichnis kennt dieses Haus noch nicht; es kommt hinein.',
    corrections: 'Wird im Verzeichnis berichtigt',
    noCorrections: 'Was im Verzeichnis über das Haus steht, bleibt.',
    nothing: 'nichts',
    answers: (n) => `${one(n, 'Antwort wird', 'Antworten werden')} zu diesem Besuch behalten.`,
    keep: 'Behalten',
    nothingToKeep: 'Alles ist schon da.',
    kept: 'Im Verzeichnis behalten',
  },

  detailsDialog: {
    title: 'Angaben zum Bogen',
    name: 'Wer fürs Haus antwortet',
    email: 'Ihre E-Mail',
    notes: 'Was wir dazu notieren',
    notesHint: 'Das Haus sieht es nicht.',
    closed: 'Als vollständig ansehen, was auch offen ist',
    noReminders: 'Niemanden erinnern',
    changed: (show) => `Advance-Bogen geändert: ${show}`,
  },
};
