// What there is to know about the day, pinned notes first, and the way to add to it.

import { useSignal } from '@preact/signals';
import type { DaySheet } from '../../../api/types';
import type { EntryState } from '../../../data/db';
import { words } from '../../../i18n';
import { formsPart, loadForms } from '../../../parts';
import { Icon } from '../../../ui/Icon';
import { audiencesFor } from '../../audiences';
import { NoteItem } from './NoteItem';

interface Props {
  tour: string;
  sheet: DaySheet;
  marks: ReadonlyMap<string, EntryState>;
}

export function Notes({ tour, sheet, marks }: Props) {
  const adding = useSignal(false);
  const forms = formsPart.value;
  const w = words.value.sheet;
  const notes = sheet.notes.toSorted((a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false));
  const adds = audiencesFor(tour).length > 0;
  if (notes.length === 0 && !adds) return null;
  return (
    <section class="card">
      <header>
        <h2>{w.notes}</h2>
        {adds && (
          <button
            type="button"
            class="add"
            aria-haspopup="dialog"
            onClick={() => {
              adding.value = true;
              void loadForms();
            }}
          >
            <Icon name="plus" /> {w.addNote}
          </button>
        )}
      </header>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <NoteItem key={note.id} note={note} mark={marks.get(note.id)} />
          ))}
        </ul>
      )}
      {adding.value && forms && (
        <forms.NoteDialog
          tour={tour}
          day={sheet.header.day}
          onClose={() => {
            adding.value = false;
          }}
        />
      )}
    </section>
  );
}
