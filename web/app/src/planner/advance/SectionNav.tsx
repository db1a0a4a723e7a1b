// The sections of a sheet with how far each is, to jump to.

import { countsOf } from './board';
import type { SeenSheet } from './overlay';
import { advanceWords, sectionName } from './say';

export function SectionNav({ parts }: { parts: SeenSheet['parts'] }) {
  return (
    <nav class="adv-nav" aria-label={advanceWords.value.sheet.sections}>
      {parts.map(({ section, fields }) => {
        const { answers, questions, undecided, disputed } = countsOf(fields);
        return (
          <a key={section} href={`#${sectionId(section)}`} onClick={jump}>
            <span>{sectionName(section)[0]}</span>
            <small class={undecided + disputed > 0 ? 'wants' : ''}>
              {answers}/{questions}
              {undecided + disputed > 0 && <span class="vh">, {advanceWords.value.marks.undecided}</span>}
            </small>
          </a>
        );
      })}
    </nav>
  );
}

export function sectionId(section: string): string {
  return `advance-${section}`;
}

/** The router would take the link for an address of the app. */
function jump(event: MouseEvent): void {
  event.preventDefault();
  const id = (event.currentTarget as HTMLAnchorElement).hash.slice(1);
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
