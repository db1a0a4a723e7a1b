// What a leg is: on which date, by what, and what it is called.

import { dates, sheetOn } from '../../data/book';
import { shortDate, words } from '../../i18n';
import { TextField } from '../../start/TextField';
import { planWords } from '../words';
import type { TravelForm } from './travelEdits';

interface Props {
  form: TravelForm;
  /** The date of a leg that is there already; a new one chooses. */
  date: string | undefined;
  onChange: (next: Partial<TravelForm>) => void;
}

const MODES = ['bus', 'van', 'truck', 'car', 'flight', 'train', 'ferry', 'walk', 'other'];
const STATUSES = ['draft', 'unconfirmed', 'confirmed', 'cancelled'] as const;
const TEXTS = ['title', 'number', 'operator', 'reference'] as const;

export function TravelBasics({ form, date, onChange }: Props) {
  const w = planWords.value.office.travel;
  const { outbox, status } = words.value;
  const names = outbox.fields;
  return (
    <div class="office-columns">
      {date ? (
        <p class="office-fixed">
          <span>{names.date}</span> {shortDate(date)}
        </p>
      ) : (
        <label>
          {names.date}
          <select
            value={form.day}
            required
            onChange={(event) => onChange({ day: event.currentTarget.value })}
          >
            {dates.value.map((one) => (
              <DayOption key={one} date={one} />
            ))}
          </select>
        </label>
      )}
      <label>
        {names.mode}
        <select value={form.mode} onChange={(event) => onChange({ mode: event.currentTarget.value })}>
          <option value="">–</option>
          {MODES.map((mode) => (
            <option key={mode} value={mode}>
              {w.modes[mode]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {names.status}
        <select value={form.status} onChange={(event) => onChange({ status: event.currentTarget.value })}>
          <option value="">–</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {status[one]}
            </option>
          ))}
        </select>
      </label>
      {TEXTS.map((name) => (
        <TextField
          key={name}
          label={names[name] ?? name}
          name={name}
          value={form[name]}
          maxLength={200}
          onInput={(value) => onChange({ [name]: value })}
        />
      ))}
    </div>
  );
}

function DayOption({ date }: { date: string }) {
  const header = sheetOn(date)?.sheet.header;
  return (
    <option value={header?.day ?? ''}>{[shortDate(date), header?.city].filter(Boolean).join(', ')}</option>
  );
}
