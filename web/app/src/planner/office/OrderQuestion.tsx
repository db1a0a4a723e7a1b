// Which comes first in the dates of a file, the day or the month. Nobody but whoever has the file can know.

import { longDate } from '../../i18n';
import { planWords } from '../words';
import { withOrder, writtenOut, type Order } from './dateOrder';

interface Props {
  values: string[];
  bytes: Uint8Array;
  onOrder: (order: Order, values: readonly string[]) => void;
}

export function OrderQuestion({ values, bytes, onOrder }: Props) {
  const w = planWords.value.office.import;
  const [first] = values;
  if (!first) return null;
  const read = (order: Order) => {
    const date = writtenOut(first, order).slice(0, 10);
    return /^\d{4}-\d\d-\d\d$/.test(date) ? longDate(date, { weekday: undefined, year: 'numeric' }) : date;
  };
  const canWrite = withOrder(bytes, values, 'day') !== undefined;
  return (
    <section class="import-question" aria-labelledby="date-order">
      <h2 id="date-order">{w.orderAsked(values.length)}</h2>
      <p>{canWrite ? w.orderHint(first) : w.orderWorkbook}</p>
      {canWrite && (
        <div>
          {(['day', 'month'] as const).map((order) => (
            <button key={order} type="button" class="btn" onClick={() => onOrder(order, values)}>
              {w.orderOption[order](read(order))}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
