// One row of a template, as fields.

import { readWhen } from '../../../time/parse';
import { Icon } from '../../../ui/Icon';
import { said } from '../../../ui/TimeField';
import { planWords } from '../../words';
import { ITEM_TYPES } from '../schedule/cells';
import { isBlank, type DraftRow } from './rows';

interface Props {
  row: DraftRow;
  tried: boolean;
  writable: boolean;
  onChange: (row: DraftRow) => void;
  onRemove: () => void;
}

export function TemplateRowFields({ row, tried, writable, onChange, onRemove }: Props) {
  const { day } = planWords.value;
  const { template: text } = day;
  const reading = row.time.trim() === '' ? undefined : readWhen(row.time);
  const isTimeWrong = reading?.ok === false || (tried && !isBlank(row) && !reading);
  const isTitleWrong = tried && !isBlank(row) && row.title.trim() === '';
  const field = (name: 'time' | 'title' | 'place' | 'departments', label: string) => ({
    type: 'text' as const,
    'aria-label': label,
    autocomplete: 'off' as const,
    disabled: !writable,
    value: row[name],
    onInput: (event: { currentTarget: { value: string } }) =>
      onChange({ ...row, [name]: event.currentTarget.value }),
  });
  const flag = (name: 'isKey' | 'isHard', label: string) => (
    <input
      type="checkbox"
      aria-label={label}
      disabled={!writable}
      checked={row[name]}
      onChange={(event) => onChange({ ...row, [name]: event.currentTarget.checked })}
    />
  );
  return (
    <tr>
      <td>
        <input
          {...field('time', text.columnTime)}
          class="time"
          aria-invalid={isTimeWrong}
          aria-describedby={`${row.key}-reads`}
        />
        <small id={`${row.key}-reads`} class={isTimeWrong ? 'wrong' : 'vh'} role="status">
          {reading ? said(reading) : ''}
        </small>
      </td>
      <td>
        <input {...field('title', text.columnTitle)} dir="auto" maxLength={200} aria-invalid={isTitleWrong} />
      </td>
      <td>
        <select
          aria-label={text.columnType}
          disabled={!writable}
          value={row.item_type}
          onChange={(event) => onChange({ ...row, item_type: event.currentTarget.value })}
        >
          <option value="">{day.noType}</option>
          {ITEM_TYPES.map((type) => (
            <option key={type} value={type}>
              {day.itemType[type]}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input {...field('departments', text.columnDepartments)} dir="auto" />
      </td>
      <td>
        <input {...field('place', text.columnPlace)} dir="auto" maxLength={200} />
      </td>
      <td class="flag">{flag('isKey', day.column.key)}</td>
      <td class="flag">{flag('isHard', day.column.hard)}</td>
      <td class="flag">
        {writable && (
          <button
            type="button"
            class="remove"
            aria-label={text.removeRow(row.title || row.time)}
            onClick={onRemove}
          >
            <Icon name="x" />
          </button>
        )}
      </td>
    </tr>
  );
}
