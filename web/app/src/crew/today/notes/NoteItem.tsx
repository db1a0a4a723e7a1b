// A note as somebody wrote it.

import type { Note } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { words } from '../../../i18n';
import { Icon } from '../../../ui/Icon';
import { EditState } from '../../parts/EditState';

interface Props {
  note: Note;
  mark: EntryState | undefined;
}

export function NoteItem({ note, mark }: Props) {
  const { topics, pinned } = words.value.sheet;
  const topic = topics[note.topic ?? ''];
  return (
    <li>
      {(note.title || topic || note.pinned) && (
        <h3>
          {note.pinned && (
            <>
              <Icon name="pin" />
              <span class="vh">{pinned}: </span>
            </>
          )}
          <span dir="auto">{note.title}</span>
          {topic && <span class="tape quiet">{topic}</span>}
        </h3>
      )}
      <p dir="auto">{note.body}</p>
      <EditState mark={mark} />
    </li>
  );
}
