// Makes a template from the day that somebody is looking at.

import { useSignal } from '@preact/signals';
import type { DaySheet } from '../../../api/types';
import { prefs } from '../../../data/prefs';
import { scopeOf, tourOf } from '../../../data/session';
import { words } from '../../../i18n';
import { go } from '../../../routes';
import { Dialog } from '../../../ui/Dialog';
import { say } from '../../../ui/Toast';
import { planWords } from '../../words';
import { saveStep } from '../../../ui/saveStep';
import { draftOfDay } from './fromDay';
import { draftEdits, itemsOf } from './rows';

interface Props {
  tour: string;
  sheet: DaySheet;
  onClose: () => void;
}

export function MakeTemplateDialog({ tour, sheet, onClose }: Props) {
  const { template: text, did, templates } = planWords.value.day;
  const draft = useSignal(draftOfDay(sheet, text.newName, prefs.value.cycle));
  const scope = scopeOf(tourOf(tour));
  const items = itemsOf(draft.value.rows) ?? [];
  const name = draft.value.name.trim();
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!scope || name === '') return;
    if (!(await saveStep(tour, draftEdits(draft.value, items, scope), did.template(name)))) return;
    onClose();
    say(text.savedAs(name), {
      label: templates,
      run: () => go({ name: 'plan', tour, page: 'templates' }),
    });
  };
  return (
    <Dialog title={planWords.value.day.makeTemplate} onClose={onClose}>
      <form class="form" onSubmit={(event) => void save(event)}>
        <label>
          {text.name}
          <input
            dir="auto"
            required
            maxLength={200}
            value={draft.value.name}
            onInput={(event) => (draft.value = { ...draft.value, name: event.currentTarget.value })}
          />
          <small>
            {text.rows(items.length)}. {text.fromDayHint}
          </small>
        </label>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.value.app.cancel}
          </button>
          <button type="submit" class="button go">
            {text.make}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
