// The changes of a record, newest first, all of them or those of one field.

import { useSignal } from '@preact/signals';
import { entries } from '../../../data/outbox';
import { zoneCity } from '../../../time/zones';
import { planWords } from '../../words';
import { saveStep } from '../../../ui/saveStep';
import { bringBack, canBringBack, inForce, shownValue, worthTelling, type Change } from './changes';
import { HistoryLine } from './HistoryLine';

interface Props {
  tour: string;
  kind: string;
  id: string;
  title: string;
  zone: string;
  /** The field to show first; empty for all. */
  field: string;
  changes: readonly Change[];
  writable: boolean;
}

export function Versions({ tour, kind, id, title, zone, field, changes, writable }: Props) {
  const { day } = planWords.value;
  const only = useSignal(field);
  const label = (name: string) => day.field[name] ?? name;
  const told = worthTelling(changes);
  const fields = [...new Set(told.map((change) => change.field))].toSorted((a, b) =>
    label(a).localeCompare(label(b)),
  );
  const newest = new Set(inForce(changes).values());
  const shown = told.filter((change) => only.value === '' || change.field === only.value);
  return (
    <>
      <div class="history-head">
        <label>
          {day.historyDialog.onlyField}
          <select value={only.value} onChange={(event) => (only.value = event.currentTarget.value)}>
            <option value="">{day.historyDialog.all}</option>
            {fields.map((name) => (
              <option key={name} value={name}>
                {label(name)}
              </option>
            ))}
          </select>
        </label>
        <p>{day.historyDialog.clocksOf(zoneCity(zone))}</p>
      </div>
      {shown.length === 0 && <p>{day.historyDialog.none}</p>}
      <ol>
        {shown.map((change) => {
          const value = shownValue(changes, entries.value, id, change.field);
          const back = () => {
            const step = day.did.back(title, label(change.field));
            void saveStep(tour, [bringBack(kind, id, change, value)], step);
          };
          return (
            <HistoryLine
              key={`${change.seq} ${change.field} ${change.outcome}`}
              change={change}
              label={label(change.field)}
              zone={zone}
              isInForce={newest.has(change)}
              onBringBack={writable && canBringBack(change, value) ? back : undefined}
            />
          );
        })}
      </ol>
    </>
  );
}
