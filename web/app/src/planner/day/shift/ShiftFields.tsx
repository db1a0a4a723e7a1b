// From when, by how much, and for whom the rest of a day is shifted.

import type { DaySheet } from '../../../api/types';
import { departmentsOf } from '../../../crew/departments';
import { TimeField } from '../../../ui/TimeField';
import { planWords } from '../../words';
import { timeText } from '../actions';
import { CLOCK, minutesIn, startsOf, type ShiftForm } from './form';

const QUICK_MINUTES = [-15, 10, 15, 30, 45, 60];

interface Props {
  sheet: DaySheet;
  form: ShiftForm;
  onChange: (next: Partial<ShiftForm>) => void;
}

export function ShiftFields({ sheet, form, onChange }: Props) {
  const { day } = planWords.value;
  const say = day.shiftDialog;
  const anchor = sheet.schedule.find((row) => row.id === form.from);
  const departments = departmentsOf(sheet.schedule);
  const parties = [...new Set(sheet.schedule.flatMap((row) => row.party ?? []))].toSorted();
  const isWrong = form.minutes.trim() !== '' && minutesIn(form.minutes) === undefined;
  return (
    <div class="form">
      <label>
        {say.from}
        <select
          value={form.from}
          onChange={(event) => onChange({ from: event.currentTarget.value, exclude: [] })}
        >
          {startsOf(sheet).map((row) => (
            <option key={row.id} value={row.id}>
              {`${timeText(row.when)}  ${row.title}`}
            </option>
          ))}
          <option value={CLOCK}>{say.clock}</option>
        </select>
      </label>
      {form.from === CLOCK && (
        <TimeField
          label={say.clockLabel}
          value={form.clock ?? null}
          onChange={(clock) => onChange({ clock })}
        />
      )}
      {anchor && (
        <label class="check">
          <input
            type="checkbox"
            checked={form.withAnchor}
            onChange={(event) => onChange({ withAnchor: event.currentTarget.checked })}
          />
          {say.withAnchor(anchor.title)}
        </label>
      )}
      <label>
        {say.minutes}
        <input
          inputMode="numeric"
          autocomplete="off"
          value={form.minutes}
          aria-invalid={isWrong}
          onInput={(event) => onChange({ minutes: event.currentTarget.value })}
        />
        <small class={isWrong ? 'wrong' : ''} role="status">
          {isWrong ? say.minutesWrong : say.minutesHint}
        </small>
      </label>
      <div class="quick">
        {QUICK_MINUTES.map((minutes) => (
          <button key={minutes} type="button" onClick={() => onChange({ minutes: String(minutes) })}>
            {minutes > 0 ? `+${minutes}` : `−${-minutes}`}
          </button>
        ))}
      </div>
      {departments.length > 0 && (
        <fieldset>
          <legend>{say.departments}</legend>
          <small>{say.departmentsHint}</small>
          <div class="chips">
            {departments.map((name) => (
              <label key={name} class="chip">
                <input
                  type="checkbox"
                  checked={form.departments.includes(name)}
                  onChange={(event) =>
                    onChange({
                      departments: event.currentTarget.checked
                        ? [...form.departments, name]
                        : form.departments.filter((one) => one !== name),
                    })
                  }
                />
                <span dir="auto">{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {parties.length > 0 && (
        <label>
          {say.party}
          <select value={form.party} onChange={(event) => onChange({ party: event.currentTarget.value })}>
            <option value="">{say.allParties}</option>
            {parties.map((party) => (
              <option key={party} value={party}>
                {party}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {say.reason}
        <input
          dir="auto"
          maxLength={200}
          value={form.reason}
          onInput={(event) => onChange({ reason: event.currentTarget.value })}
        />
        <small>{say.reasonHint}</small>
      </label>
    </div>
  );
}
