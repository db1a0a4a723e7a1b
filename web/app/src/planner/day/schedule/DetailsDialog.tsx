// What a row says beside its cells: the detail, the party, and what a curfew costs.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Edit, ScheduleRow } from '../../../api/types';
import { set } from '../../../data/edits';
import { words } from '../../../i18n';
import { Dialog } from '../../../ui/Dialog';
import { planWords } from '../../words';
import { saveStep } from '../../../ui/saveStep';
import { timeText } from '../actions';

interface Props {
  tour: string;
  row: ScheduleRow;
  writable: boolean;
  onClose: () => void;
}

const FIELDS = ['detail', 'party', 'curfew_kind', 'penalty'] as const;
type Field = (typeof FIELDS)[number];
const LINE_CHARS_MAX = 200;
const PROSE_CHARS_MAX = 20_000;

export function DetailsDialog({ tour, row: now, writable, onClose }: Props) {
  const { day } = planWords.value;
  const { item } = day;
  // An edit says from which value: the one that stood here when the dialog opened.
  const row = useRef(now).current;
  const text = useSignal<Record<Field, string>>({
    detail: row.detail ?? '',
    party: row.party ?? '',
    curfew_kind: row.curfew_kind ?? '',
    penalty: row.penalty ?? '',
  });
  const write = (field: Field) => (event: { currentTarget: { value: string } }) => {
    text.value = { ...text.value, [field]: event.currentTarget.value };
  };
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const edits = changes(row, text.value);
    if (await saveStep(tour, edits, day.did.changed(row.title, day.details))) onClose();
  };
  return (
    <Dialog title={row.title} onClose={onClose}>
      <form class="form" onSubmit={(event) => void save(event)}>
        <p>{timeText(row.when)}</p>
        <fieldset disabled={!writable} class="plain">
          <label>
            {item.detail}
            <textarea
              dir="auto"
              maxLength={PROSE_CHARS_MAX}
              value={text.value.detail}
              onInput={write('detail')}
            />
          </label>
          <label>
            {item.party}
            <input dir="auto" maxLength={LINE_CHARS_MAX} value={text.value.party} onInput={write('party')} />
            <small>{item.partyHint}</small>
          </label>
          {row.item_type === 'curfew' && (
            <>
              <label>
                {item.curfewKind}
                <select value={text.value.curfew_kind} onChange={write('curfew_kind')}>
                  <option value="">{item.unsaid}</option>
                  <option value="hard">{item.hard}</option>
                  <option value="soft">{item.soft}</option>
                </select>
              </label>
              <label>
                {item.penalty}
                <input
                  dir="auto"
                  maxLength={LINE_CHARS_MAX}
                  value={text.value.penalty}
                  onInput={write('penalty')}
                />
              </label>
            </>
          )}
        </fieldset>
        {writable && (
          <div class="actions">
            <button type="button" class="button" onClick={onClose}>
              {words.value.app.cancel}
            </button>
            <button type="submit" class="button go">
              {words.value.app.save}
            </button>
          </div>
        )}
      </form>
    </Dialog>
  );
}

/** One edit of what is different now. */
function changes(row: ScheduleRow, text: Record<Field, string>): Edit[] {
  const fields: Record<string, [unknown, unknown]> = {};
  for (const field of FIELDS) {
    const [before, after] = [row[field] ?? '', text[field].trim()];
    if (before !== after) fields[field] = [before || null, after || null];
  }
  return Object.keys(fields).length > 0 ? [set('schedule_item', row.id, fields)] : [];
}
