// What a file should look like, for whoever begins with an empty table.

import { planWords } from '../words';

/** Names of columns that are known in every file; others are too, in several languages. */
const HEAD = ['date', 'time', 'city', 'country', 'venue', 'event'];
const ROWS = [
  ['2026-11-24', '21:15', 'Hamburg', 'Germany', 'Tonhalle Nord', 'Hollow Coast'],
  ['2026-11-25', '', 'Cologne', 'Germany', 'Rheinwerk', 'Hollow Coast'],
];

export function ImportHelp() {
  const w = planWords.value.office.import;
  return (
    <section class="import-help" aria-labelledby="import-help">
      <h2 id="import-help">{w.helpTitle}</h2>
      <table>
        <caption class="vh">{w.helpTitle}</caption>
        <thead>
          <tr>
            {HEAD.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, at) => (
                <td key={HEAD[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {[w.helpDate, w.helpZone, w.helpOthers, w.helpNothing, w.helpTwice].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
