// A template with all its rows, to be written and saved as one.

import { useSignal } from '@preact/signals';
import { scopeOf, tourOf } from '../../../data/session';
import { words } from '../../../i18n';
import { Icon } from '../../../ui/Icon';
import { say } from '../../../ui/Toast';
import { planWords } from '../../words';
import { saveStep } from '../../../ui/saveStep';
import { draftEdits, emptyDraftRow, itemsOf, ROWS_MAX, type Draft, type DraftRow } from './rows';
import { TemplateRowFields } from './TemplateRowFields';

interface Props {
  tour: string;
  draft: Draft;
  writable: boolean;
  onChange: (draft: Draft) => void;
  onDone: () => void;
  onApply: (() => void) | undefined;
  onDelete: (() => void) | undefined;
}

export function TemplateForm({ tour, draft, writable, onChange, onDone, onApply, onDelete }: Props) {
  const { template: text, did } = planWords.value.day;
  const types = Object.entries(words.value.dayType as Record<string, string>);
  /** Whether saving has been tried, so that what is missing may be said. */
  const tried = useSignal(false);
  const sure = useSignal(false);
  const name = draft.name.trim();
  const items = itemsOf(draft.rows);
  const scope = scopeOf(tourOf(tour));
  const edits = items && scope ? draftEdits(draft, items, scope) : [];
  const isChanged = !items || edits.length > 0;

  const write = (row: DraftRow) =>
    onChange({ ...draft, rows: draft.rows.map((one) => (one.key === row.key ? row : one)) });
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    tried.value = true;
    if (name === '' || !items) return;
    if (!(await saveStep(tour, edits, did.template(name)))) return;
    say(text.savedAs(name));
    onDone();
  };
  return (
    <form class="template-form" onSubmit={(event) => void save(event)}>
      <fieldset class="head" disabled={!writable}>
        <label>
          {text.name}
          <input
            dir="auto"
            maxLength={200}
            value={draft.name}
            aria-invalid={tried.value && name === ''}
            onInput={(event) => onChange({ ...draft, name: event.currentTarget.value })}
          />
          {tried.value && name === '' && <small class="wrong">{text.nameWrong}</small>}
        </label>
        <label>
          {text.dayType}
          <select
            value={draft.day_type}
            onChange={(event) => onChange({ ...draft, day_type: event.currentTarget.value })}
          >
            <option value="">{text.anyType}</option>
            {types.map(([type, label]) => (
              <option key={type} value={type}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      <div class="template-rows">
        <table aria-label={text.title}>
          <thead>
            <tr>
              <th scope="col">{text.columnTime}</th>
              <th scope="col">{text.columnTitle}</th>
              <th scope="col">{text.columnType}</th>
              <th scope="col">{text.columnDepartments}</th>
              <th scope="col">{text.columnPlace}</th>
              <th scope="col">{planWords.value.day.column.key}</th>
              <th scope="col">{planWords.value.day.column.hard}</th>
              <th scope="col">
                <span class="vh">{words.value.app.delete}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {draft.rows.map((row) => (
              <TemplateRowFields
                key={row.key}
                row={row}
                tried={tried.value}
                writable={writable}
                onChange={write}
                onRemove={() => onChange({ ...draft, rows: draft.rows.filter((one) => one.key !== row.key) })}
              />
            ))}
          </tbody>
        </table>
      </div>
      {writable && (
        <>
          <button
            type="button"
            class="button add"
            disabled={draft.rows.length >= ROWS_MAX}
            onClick={() => onChange({ ...draft, rows: [...draft.rows, emptyDraftRow()] })}
          >
            <Icon name="plus" />
            {draft.rows.length >= ROWS_MAX ? text.rowsMax : text.addRow}
          </button>
          <p role="alert" class="wrong">
            {tried.value && !items ? text.rowWrong : ''}
          </p>
          <div class="actions">
            {onDelete && !sure.value && (
              <button type="button" class="button stop" onClick={() => (sure.value = true)}>
                {text.delete}
              </button>
            )}
            {onDelete && sure.value && (
              <span class="sure">
                {text.deleteSure(draft.of?.name ?? name)}
                <button type="button" class="button stop" onClick={onDelete}>
                  {text.delete}
                </button>
                <button type="button" class="button" onClick={() => (sure.value = false)}>
                  {words.value.app.cancel}
                </button>
              </span>
            )}
            <span class="gap" />
            {isChanged ? (
              <>
                <button type="button" class="button" onClick={onDone}>
                  {text.discard}
                </button>
                <button type="submit" class="button go">
                  {words.value.app.save}
                </button>
              </>
            ) : (
              onApply && (
                <button type="button" class="button go" onClick={onApply}>
                  {text.apply}
                </button>
              )
            )}
          </div>
        </>
      )}
    </form>
  );
}
