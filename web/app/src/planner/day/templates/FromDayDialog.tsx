// Which day a new template is made from.

import { useSignal } from '@preact/signals';
import { dates, sheetOn } from '../../../data/book';
import { prefs } from '../../../data/prefs';
import { shortDate, words } from '../../../i18n';
import { Dialog } from '../../../ui/Dialog';
import { planWords } from '../../words';
import { draftOfDay } from './fromDay';
import type { Draft } from './rows';

interface Props {
  onClose: () => void;
  onMade: (draft: Draft) => void;
}

export function FromDayDialog({ onClose, onMade }: Props) {
  const { template: text } = planWords.value.day;
  const days = dates.value.flatMap((date) => {
    const sheet = sheetOn(date)?.sheet;
    return sheet && sheet.schedule.length > 0 ? [sheet] : [];
  });
  const date = useSignal(days[0]?.header.date ?? '');
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    const sheet = sheetOn(date.value)?.sheet;
    if (sheet) onMade(draftOfDay(sheet, text.newName, prefs.value.cycle));
  };
  return (
    <Dialog title={text.fromDay} onClose={onClose}>
      {days.length === 0 ? (
        <p class="form">{text.noDays}</p>
      ) : (
        <form class="form" onSubmit={make}>
          <label>
            {text.fromDate}
            <select value={date.value} onChange={(event) => (date.value = event.currentTarget.value)}>
              {days.map(({ header, schedule }) => (
                <option key={header.date} value={header.date}>
                  {[shortDate(header.date), header.city, text.rows(schedule.length)]
                    .filter(Boolean)
                    .join(', ')}
                </option>
              ))}
            </select>
            <small>{text.fromDayHint}</small>
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
      )}
    </Dialog>
  );
}
