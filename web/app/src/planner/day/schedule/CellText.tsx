// What stands in a cell that nobody writes in.

import type { ScheduleRow } from '../../../api/types';
import { Tape } from '../../../crew/parts/Tape';
import type { EntryState } from '../../../data/db';
import { href } from '../../../routes';
import { Icon } from '../../../ui/Icon';
import { planWords } from '../../words';
import { timeText } from '../actions';
import { draft } from '../state';
import { isFlag, type Column, type ItemType } from './cells';
import type { When } from '../../../time/clock';

interface Props {
  tour: string;
  row: ScheduleRow;
  column: Column;
  mark: EntryState | undefined;
  /** What is doubtful about the time on its night, in words. */
  doubt: string;
}

export function CellText({ tour, row, column, mark, doubt }: Props) {
  const { day } = planWords.value;
  if (isFlag(column)) {
    return (
      <span class={`flag ${column}`}>
        {row[column] && <Icon name="tick" />}
        <span class="vh">{row[column] ? day.yes : day.no}</span>
      </span>
    );
  }
  switch (column) {
    case 'when': {
      const moving = draft.value?.row === row.id;
      const when = (moving ? draft.value?.when : row.when) as When | null;
      return (
        <span class={moving ? 'moving' : undefined}>
          {timeText(when)}
          {row.zone && <small title={row.zone.name}> {row.zone.abbreviation || row.zone.name}</small>}
          {doubt && (
            <span class="doubt" title={doubt}>
              <Icon name="warn" />
              <span class="vh">{doubt}</span>
            </span>
          )}
        </span>
      );
    }
    case 'title':
      return (
        <span class="title-line">
          <span class="title" dir="auto" title={row.title}>
            {row.title || day.newRow}
          </span>
          {mark && mark !== 'sent' && (
            <span class={`mark ${mark}`} title={day.mark[mark]}>
              <span class="vh">{day.mark[mark]}</span>
            </span>
          )}
          {row.disputed.length > 0 && (
            <a class="tape disputed" href={href({ name: 'plan', tour, page: 'decisions' })} tabIndex={-1}>
              {day.decide}
            </a>
          )}
        </span>
      );
    case 'item_type':
      return <>{row.item_type ? (day.itemType[row.item_type as ItemType] ?? row.item_type) : ''}</>;
    case 'departments':
      return (
        <span class="tapes" title={row.departments.join(', ')}>
          {row.departments.map((name) => (
            <Tape key={name} department={name} />
          ))}
        </span>
      );
    case 'place':
      return (
        <span dir="auto" title={row.place ?? undefined}>
          {row.place}
        </span>
      );
  }
}
