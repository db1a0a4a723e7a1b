// Publishing a day: afterwards the message of what changed, and the paper.

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DaySheet } from '../../api/types';
import { prefs } from '../../data/prefs';
import { longDate } from '../../i18n';
import type { Remote } from '../day/remote';
import { planWords } from '../words';
import { CopyBox } from './CopyBox';
import { PublishDialog } from './PublishDialog';
import { changesMessage } from './server';
import { SheetPrint } from './SheetPrint';

interface Props {
  tour: string;
  sheet: DaySheet;
  onClose: () => void;
}

export function PublishDay({ tour, sheet, onClose }: Props) {
  const w = planWords.value.paper.publish;
  const { date } = sheet.header;
  // As it was when the dialog opened: afterwards there always is one.
  const hadVersion = useRef((sheet.versions ?? []).length > 0).current;
  return (
    <PublishDialog
      tour={tour}
      subject={{ what: 'day_sheet', date }}
      title={w.dayTitle(longDate(date))}
      onClose={onClose}
    >
      {hadVersion && <Message tour={tour} date={date} />}
      <section class="paper-part">
        <h3>{w.paper}</h3>
        <SheetPrint tour={tour} date={date} />
      </section>
    </PublishDialog>
  );
}

function Message({ tour, date }: { tour: string; date: string }) {
  const w = planWords.value.paper.publish;
  const text = useSignal<Remote<string>>({ state: 'loading' });
  useEffect(() => {
    void changesMessage(tour, date, prefs.peek().cycle).then((answer) => (text.value = answer));
  }, []);
  const now = text.value;
  if (now.state === 'here') return <CopyBox label={w.message} text={now.value} rows={6} />;
  return <p role="status">{now.state === 'loading' ? w.messageLoading : w.messageMissing}</p>;
}
