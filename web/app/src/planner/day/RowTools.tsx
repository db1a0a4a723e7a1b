// What can be done to the row that the keys are in, and to the day's schedule as a whole.

import type { DaySheet } from '../../api/types';
import { redoable, undoable } from '../../data/undo';
import { Icon } from '../../ui/Icon';
import { planWords } from '../words';
import { redoStep, undoStep } from './actions';
import { addRow, remove } from './schedule/typing';
import { opened, spot } from './state';

interface Props {
  tour: string;
  sheet: DaySheet;
  writable: boolean;
}

export function RowTools({ tour, sheet, writable }: Props) {
  const { day } = planWords.value;
  const row = sheet.schedule.find((one) => one.id === spot.value?.row);
  const open = (dialog: 'details' | 'history') => {
    if (row) opened.value = { dialog, row: row.id };
  };
  return (
    <div class="tools" role="toolbar" aria-label={day.schedule}>
      {writable && (
        <button type="button" class="go" onClick={addRow}>
          <Icon name="plus" />
          {day.addRow}
        </button>
      )}
      <button type="button" disabled={!row} onClick={() => open('details')}>
        <Icon name="note" />
        {day.details}
      </button>
      <button type="button" disabled={!row} onClick={() => open('history')}>
        <Icon name="history" />
        {day.history}
      </button>
      {writable && (
        <>
          <button
            type="button"
            disabled={!row}
            onClick={() => row && remove({ tour, date: sheet.header.date, rows: sheet.schedule }, row)}
          >
            <Icon name="trash" />
            {day.deleteRow}
          </button>
          <span class="gap" />
          <button
            type="button"
            class="only-icon"
            aria-label={day.undo}
            title={day.undo}
            disabled={undoable.value.length === 0}
            onClick={() => void undoStep()}
          >
            <Icon name="undo" />
          </button>
          <button
            type="button"
            class="only-icon"
            aria-label={day.redo}
            title={day.redo}
            disabled={redoable.value.length === 0}
            onClick={() => void redoStep()}
          >
            <Icon name="redo" />
          </button>
        </>
      )}
    </div>
  );
}
