// A section of a sheet with its questions.

import { Field } from './Field';
import type { SeenSheet } from './overlay';
import { sectionName } from './say';
import { sectionId } from './SectionNav';
import type { Opened } from './SheetDialogs';

interface Props {
  tour: string;
  sheet: SeenSheet;
  part: SeenSheet['parts'][number];
  /** Answers after this number are new to whoever opened the sheet. */
  since: number;
  writable: boolean;
  onOpen: (opened: Opened) => void;
}

export function Section({ part, since, ...props }: Props) {
  const id = sectionId(part.section);
  return (
    <section class="adv-section" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {sectionName(part.section)[0]}
      </h2>
      <ul>
        {part.fields.map((field) => (
          <Field key={field.id} {...props} field={field} isNew={field.seq > since} />
        ))}
      </ul>
    </section>
  );
}
