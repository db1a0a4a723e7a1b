// To which dates of the tour a template is copied, leg by leg.

import { dates, sheetOn } from '../../../data/book';
import { shortDate, words } from '../../../i18n';
import { planWords } from '../../words';

interface Props {
  /** The type of day that the template is for. */
  type: string | undefined;
  chosen: ReadonlySet<string>;
  onChoose: (dates: ReadonlySet<string>) => void;
  onlyEmpty: boolean;
  onOnlyEmpty: (only: boolean) => void;
}

export function DatePicker({ type, chosen, onChoose, onlyEmpty, onOnlyEmpty }: Props) {
  const { applyDialog: text, template } = planWords.value.day;
  const types = words.value.dayType as Record<string, string>;
  const days = dates.value.flatMap((date) => {
    const sheet = sheetOn(date)?.sheet;
    return sheet ? [{ header: sheet.header, n_rows: sheet.schedule.length }] : [];
  });
  const choose = (of: (day: (typeof days)[number]) => boolean) =>
    onChoose(new Set(days.filter(of).map((day) => day.header.date)));
  const toggle = (date: string) => {
    const next = new Set(chosen);
    if (!next.delete(date)) next.add(date);
    onChoose(next);
  };
  return (
    <fieldset class="dates">
      <legend>
        {text.dates} <span role="status">{text.chosen(chosen.size)}</span>
      </legend>
      <div class="quick">
        {type && (
          <button type="button" class="button" onClick={() => choose((day) => day.header.day_type === type)}>
            {text.ofType(types[type] ?? type)}
          </button>
        )}
        <button type="button" class="button" onClick={() => choose((day) => day.n_rows === 0)}>
          {text.emptyDays}
        </button>
        <button type="button" class="button" onClick={() => onChoose(new Set())}>
          {text.noneChosen}
        </button>
      </div>
      <ul>
        {days.map(({ header, n_rows }) => (
          <li key={header.date}>
            <label>
              <input type="checkbox" checked={chosen.has(header.date)} onChange={() => toggle(header.date)} />
              <span class="date">{shortDate(header.date)}</span>
              <span class="city" dir="auto">
                {header.city ?? ''}
              </span>
              <small>
                {[header.day_type ? types[header.day_type] : '', template.rows(n_rows)]
                  .filter(Boolean)
                  .join(', ')}
              </small>
            </label>
          </li>
        ))}
      </ul>
      <label class="only">
        <input
          type="checkbox"
          checked={onlyEmpty}
          onChange={(event) => onOnlyEmpty(event.currentTarget.checked)}
        />
        {text.onlyEmpty}
      </label>
    </fieldset>
  );
}
