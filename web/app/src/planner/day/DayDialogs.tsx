// The dialogs of a day, one at a time.

import type { DaySheet } from '../../api/types';
import { paperPart } from '../later';
import { HistoryDialog } from './history/HistoryDialog';
import { DetailsDialog } from './schedule/DetailsDialog';
import { ShiftDialog } from './shift/ShiftDialog';
import { opened } from './state';
import { MakeTemplateDialog } from './templates/MakeTemplateDialog';

interface Props {
  tour: string;
  sheet: DaySheet;
  writable: boolean;
}

const close = () => {
  opened.value = undefined;
};

export function DayDialogs({ tour, sheet, writable }: Props) {
  const open = opened.value;
  const row = open && 'row' in open ? sheet.schedule.find((one) => one.id === open.row) : undefined;
  const later = paperPart.value;
  switch (open?.dialog) {
    case 'details':
      return row ? <DetailsDialog tour={tour} row={row} writable={writable} onClose={close} /> : null;
    case 'history':
      return row ? (
        <HistoryDialog
          tour={tour}
          kind="schedule_item"
          id={row.id}
          title={row.title}
          zone={row.zone?.name ?? sheet.header.zone?.name}
          writable={writable}
          onClose={close}
        />
      ) : null;
    case 'shift':
      return <ShiftDialog tour={tour} sheet={sheet} row={open.row} onClose={close} />;
    case 'template':
      return <MakeTemplateDialog tour={tour} sheet={sheet} onClose={close} />;
    case 'publish':
      return later ? <later.PublishDay tour={tour} sheet={sheet} onClose={close} /> : null;
    default:
      return null;
  }
}
