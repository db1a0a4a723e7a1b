// Times on a night on which the clocks change: what does not exist, and which of two equal times is meant.

import type { DaySheet, ScheduleRow } from '../../../api/types';
import type { When } from '../../../time/clock';
import { Choice } from '../../../ui/Choice';
import { Icon } from '../../../ui/Icon';
import { planWords } from '../../words';
import { moveRow } from '../actions';
import { doubtsOf, sayDoubt } from './doubtText';

interface Props {
  tour: string;
  sheet: DaySheet;
  writable: boolean;
}

export function Doubts({ tour, sheet, writable }: Props) {
  const doubtful = sheet.schedule.flatMap((row) => {
    const found = doubtsOf(sheet, row);
    return found.length > 0 ? [{ row, found }] : [];
  });
  if (doubtful.length === 0) return null;
  const { doubt } = planWords.value.day;
  return (
    <ul class="doubts">
      {doubtful.map(({ row, found }) => (
        <li key={row.id}>
          <Icon name="warn" />
          <p>
            <b dir="auto">{row.title}</b> {found.map(sayDoubt).join(' ')}
          </p>
          {writable && found.some((one) => one.kind === 'repeated') && (
            <Choice
              label={doubt.of(row.title)}
              quiet
              options={[
                ['first', doubt.first],
                ['second', doubt.second],
              ]}
              value={row.when?.fold ?? 'first'}
              onChoose={(fold) => choose(tour, row, fold)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function choose(tour: string, row: ScheduleRow, fold: 'first' | 'second'): void {
  const from = row.when as When | null;
  if (from) void moveRow(tour, row, from, { ...from, fold });
}
