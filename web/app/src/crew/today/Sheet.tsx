// One date from top to bottom: where am I, what time is it, what is on, what changed, the schedule, and everything
// that somebody may need on that day. All of it is on the device.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Seen } from '../../data/overlay';
import { sheetOn } from '../../data/book';
import { words } from '../../i18n';
import { formsPart, loadForms } from '../../parts';
import { plusDays } from '../../time/zones';
import { Later } from '../../ui/Later';
import { RowDialog } from '../row/RowDialog';
import { openRow, today } from '../view';
import { CallList } from './essentials/CallList';
import { Changes } from './changes/Changes';
import { DayBanners } from './head/DayBanners';
import { DayHeader } from './head/DayHeader';
import { DayRail } from './rail/DayRail';
import { Files } from './essentials/Files';
import { GoodToKnow } from './essentials/GoodToKnow';
import { NextDay } from './essentials/NextDay';
import { Notes } from './notes/Notes';
import { NowNext } from './now/NowNext';
import { Schedule } from './schedule/Schedule';
import { ShowFacts } from './essentials/ShowFacts';
import { Tasks } from './tasks/Tasks';
import { TravelOfDay } from './essentials/TravelOfDay';
import { VenueFacts } from './essentials/VenueFacts';
import { Zones } from './head/Zones';

interface Props {
  tour: string;
  seen: Seen;
  /** What names the version on somebody's paper. */
  paper: string | undefined;
}

export function Sheet({ tour, seen, paper }: Props) {
  const forms = formsPart.value;
  const sharing = useSignal(false);
  const { sheet, marks } = seen;
  const { date } = sheet.header;
  const row =
    openRow.value === undefined ? undefined : sheet.schedule.find((one) => one.id === openRow.value);
  useEffect(
    () => () => {
      openRow.value = undefined;
    },
    [],
  );
  const roads = <TravelOfDay sheet={sheet} />;
  return (
    <div class="sheet">
      <div class="above">
        {forms && paper && <forms.PaperBanner tour={tour} sheet={sheet} edition={paper} />}
        <DayHeader tour={tour} sheet={sheet} />
        <Zones sheet={sheet} />
        <DayBanners sheet={sheet} />
        {date === today.value && <NowNext sheet={sheet} before={sheetOn(plusDays(date, -1))?.sheet} />}
        <Later>
          <DayRail sheet={sheet} />
          <Changes sheet={sheet} />
        </Later>
      </div>
      <div class="middle">
        <Later>
          {sheet.schedule.length === 0 && roads}
          <Schedule seen={seen} />
        </Later>
        <Later>{sheet.schedule.length > 0 && roads}</Later>
      </div>
      <div class="below">
        <Later>
          <Notes tour={tour} sheet={sheet} marks={marks} />
          <Tasks tour={tour} sheet={sheet} marks={marks} />
        </Later>
        <Later>
          <CallList sheet={sheet} />
          <GoodToKnow sheet={sheet} />
        </Later>
        <Later>
          <VenueFacts sheet={sheet} />
          <ShowFacts sheet={sheet} />
        </Later>
        <Later>
          <Files tour={tour} sheet={sheet} />
          <NextDay tour={tour} sheet={sheet} />
          <p class="printing">
            <button type="button" class="button" onClick={() => print()}>
              {words.value.today.print}
            </button>
            <button
              type="button"
              class="button"
              aria-haspopup="dialog"
              onClick={() => {
                sharing.value = true;
                void loadForms();
              }}
            >
              {words.value.today.share}
            </button>
          </p>
        </Later>
      </div>
      {sharing.value && forms && (
        <forms.ShareDialog
          tour={tour}
          sheet={sheet}
          onClose={() => {
            sharing.value = false;
          }}
        />
      )}
      {row && (
        <RowDialog
          key={row.id}
          tour={tour}
          seen={seen}
          row={row}
          onClose={() => {
            openRow.value = undefined;
          }}
        />
      )}
    </div>
  );
}
