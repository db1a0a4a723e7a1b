// Everything that was ever said of a record, read from the server when somebody asks.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Dialog } from '../../../ui/Dialog';
import { zoneHere } from '../../../time/zones';
import { planWords } from '../../words';
import { ask, type Remote } from '../remote';
import { Trouble } from '../Trouble';
import './history.css';
import { readHistory, type HistoryPage } from './reading';
import { Versions } from './Versions';

interface Props {
  tour: string;
  kind: string;
  id: string;
  /** What the record is called. */
  title: string;
  /** The zone of the record's day; without one the clocks are this device's. */
  zone?: string | undefined;
  /** Shows this field first. */
  field?: string | undefined;
  writable: boolean;
  onClose: () => void;
}

export function HistoryDialog({ tour, kind, id, title, zone, field, writable, onClose }: Props) {
  const { historyDialog } = planWords.value.day;
  const read = useSignal<Remote<HistoryPage>>({ state: 'loading' });
  const load = async (before?: string) => {
    const sofar = before !== undefined && read.value.state === 'here' ? read.value.value.changes : [];
    if (before === undefined) read.value = { state: 'loading' };
    const answer = await ask(readHistory(tour, kind, id, before));
    if (answer.state === 'here') answer.value.changes = [...sofar, ...answer.value.changes];
    read.value = answer;
  };
  useEffect(() => void load(), [tour, kind, id]);

  const now = read.value;
  return (
    <Dialog title={historyDialog.title(title)} onClose={onClose} wide>
      <div class="history">
        {now.state === 'loading' && <p role="status">{historyDialog.loading}</p>}
        {(now.state === 'offline' || now.state === 'refused') && (
          <Trouble
            text={now.state === 'offline' ? historyDialog.offline : now.why}
            onRetry={() => void load()}
          />
        )}
        {now.state === 'here' && (
          <Versions
            tour={tour}
            kind={kind}
            id={id}
            title={title}
            zone={zone ?? zoneHere()}
            field={field ?? ''}
            changes={now.value.changes}
            writable={writable}
          />
        )}
        {now.state === 'here' && now.value.next && (
          <button type="button" class="button" onClick={() => void load(now.value.next)}>
            {historyDialog.more}
          </button>
        )}
      </div>
    </Dialog>
  );
}
