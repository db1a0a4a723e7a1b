// Noting which version of which file the venue was given. The content is named by the hash that the file has now.

import { useSignal } from '@preact/signals';
import { sheetOn } from '../../data/book';
import { create } from '../../data/edits';
import { words } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { saveStep } from '../../ui/saveStep';
import { TextField } from '../../start/TextField';
import { today } from '../grid/tour';
import { advanceScope } from './advances';
import { LINE_MAX } from './answers';
import type { SeenSheet } from './overlay';
import { advanceWords } from './say';

interface Props {
  tour: string;
  sheet: SeenSheet;
  onClose: () => void;
}

export function GiveFileDialog({ tour, sheet, onClose }: Props) {
  const w = advanceWords.value.handouts;
  const files = sheetOn(sheet.date)?.sheet.files ?? [];
  const chosen = useSignal(files[0]?.id ?? '');
  const file = files.find((one) => one.id === chosen.value);
  const give = async (form: FormData) => {
    const scope = advanceScope(tour);
    if (!file || !scope) return;
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    const edit = create('handout', scope, {
      advance: sheet.advance,
      file: file.id,
      name: file.name,
      hash: file.hash,
      version: text('version'),
      recipient: text('recipient'),
      given_on: text('given_on'),
    });
    if (await saveStep(tour, [edit], w.given(file.name))) onClose();
  };
  return (
    <Dialog title={w.give} onClose={onClose}>
      {files.length === 0 ? (
        <div class="form">
          <p>{w.noFiles}</p>
        </div>
      ) : (
        <form
          class="form adv-form"
          onSubmit={(event) => {
            event.preventDefault();
            void give(new FormData(event.currentTarget));
          }}
        >
          <p>{w.note}</p>
          <label>
            {w.file}
            <select value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
              {files.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <TextField
            key={chosen.value}
            label={w.versionField}
            name="version"
            maxLength={LINE_MAX}
            defaultValue={file?.version ?? ''}
          />
          <TextField
            label={w.recipient}
            name="recipient"
            maxLength={LINE_MAX}
            defaultValue={sheet.recipient_name ?? ''}
          />
          <TextField label={w.givenOn} name="given_on" type="date" defaultValue={today.value} />
          <div class="actions">
            <button type="button" class="button" onClick={onClose}>
              {words.value.app.cancel}
            </button>
            <button class="button go">{words.value.app.save}</button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
