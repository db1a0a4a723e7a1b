// One advance sheet: its sections with every question, and beside them links, files and what came in.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { line } from '../../data/sync';
import { mayAdvance } from './advances';
import { Handouts } from './Handouts';
import { Links } from './Links';
import { Mails } from './Mails';
import { lookAtSheet, looked, lookedKnown, lookedUpTo } from './looked';
import type { SeenSheet } from './overlay';
import { showName } from './say';
import { Section } from './Section';
import { SectionNav } from './SectionNav';
import { SheetDialogs, type Opened } from './SheetDialogs';
import { SheetHead } from './SheetHead';
import { fetchVisit, withVisit } from './visits';

interface Props {
  tour: string;
  sheet: SeenSheet;
}

export function Sheet({ tour, sheet: told }: Props) {
  const sheet = withVisit(told);
  const opened = useSignal<Opened | undefined>(undefined);
  // Up to where it was looked at before it was opened: what is newer stays marked while it is open.
  const before = useSignal<number | undefined>(undefined);
  const known = lookedKnown.value;
  useEffect(() => {
    if (!known) return;
    before.value ??= looked.peek()[sheet.advance] ?? 0;
    void lookAtSheet(tour, sheet.advance, sheet.newest);
  }, [tour, sheet.advance, sheet.newest, known]);
  useEffect(() => void fetchVisit(tour, sheet.advance), [tour, sheet.advance, line.value]);
  const writable = mayAdvance.value;
  const open = (next: Opened) => (opened.value = next);
  return (
    <>
      <SheetHead sheet={sheet} writable={writable} onOpen={open} />
      <div class="adv-split">
        <SectionNav parts={sheet.parts} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it keys cannot scroll it */}
        <div class="adv-main" role="region" aria-label={showName(sheet)} tabIndex={0}>
          {sheet.parts.map((part) => (
            <Section
              key={part.section}
              tour={tour}
              sheet={sheet}
              part={part}
              since={before.value ?? lookedUpTo(sheet.advance)}
              writable={writable}
              onOpen={open}
            />
          ))}
        </div>
        <aside class="adv-aside">
          {writable && <Links tour={tour} sheet={sheet} />}
          {writable && <Mails tour={tour} sheet={sheet} />}
          <Handouts tour={tour} sheet={sheet} writable={writable} />
        </aside>
      </div>
      {opened.value && (
        <SheetDialogs
          tour={tour}
          sheet={sheet}
          opened={opened.value}
          onClose={() => (opened.value = undefined)}
        />
      )}
    </>
  );
}
