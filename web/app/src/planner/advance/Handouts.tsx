// The versions of files that the venue was given, and which of them are old by now.

import { useSignal } from '@preact/signals';
import { shortDate } from '../../i18n';
import { GiveFileDialog } from './GiveFileDialog';
import type { SeenSheet } from './overlay';
import { advanceWords } from './say';

interface Props {
  tour: string;
  sheet: SeenSheet;
  writable: boolean;
}

export function Handouts({ tour, sheet, writable }: Props) {
  const w = advanceWords.value.handouts;
  const giving = useSignal(false);
  return (
    <section aria-labelledby="handouts-heading">
      <header>
        <h2 id="handouts-heading">{w.title}</h2>
        {writable && (
          <button type="button" class="button" onClick={() => (giving.value = true)}>
            {w.give}
          </button>
        )}
      </header>
      {sheet.handouts.length === 0 && <p>{w.none}</p>}
      <ul>
        {sheet.handouts.map((one) => (
          <li key={one.id}>
            <b dir="auto">{one.name}</b>
            <small>
              {[
                one.version && w.version(one.version),
                one.recipient && w.to(one.recipient),
                one.given_on && shortDate(one.given_on),
              ]
                .filter(Boolean)
                .join(', ')}
            </small>
            {one.outdated && (
              <span class="outdated">
                {w.outdated}
                {one.newest && ` (${w.newest(one.newest)})`}
              </span>
            )}
          </li>
        ))}
      </ul>
      {giving.value && <GiveFileDialog tour={tour} sheet={sheet} onClose={() => (giving.value = false)} />}
    </section>
  );
}
