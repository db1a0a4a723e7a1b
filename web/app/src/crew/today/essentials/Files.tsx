// The files of the day. Their content is on the server until somebody opens it.

import type { DaySheet } from '../../../api/types';
import { words } from '../../../i18n';
import { Icon } from '../../../ui/Icon';
import { sizeText } from '../../say';

interface Props {
  tour: string;
  sheet: DaySheet;
}

export function Files({ tour, sheet }: Props) {
  const w = words.value.sheet;
  if (sheet.files.length === 0) return null;
  return (
    <section class="card">
      <h2>{w.files}</h2>
      <div class="facts">
        {sheet.files.map((file) => (
          <a
            key={file.id}
            class="fact"
            href={`/v1/tours/${tour}/files/${file.id}/content`}
            target="_blank"
            rel="noopener"
          >
            <Icon name="file" />
            <span class="told">
              <b dir="auto">{file.name}</b>
              <small dir="auto">{[sizeText(file.bytes), file.note].filter(Boolean).join(', ')}</small>
            </span>
          </a>
        ))}
      </div>
      <p class="hint">{w.filesHint}</p>
    </section>
  );
}
