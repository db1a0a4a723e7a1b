// Bringing in a file of dates: first what it would do, then, when somebody says so, doing it.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { may, tourOf } from '../../data/session';
import { syncNow } from '../../data/sync';
import { words } from '../../i18n';
import { failureOf, type Failure } from '../../start/failures';
import { FailureText } from '../../start/FailureText';
import { planWords } from '../words';
import { withOrder, type Order } from './dateOrder';
import { DropZone } from './DropZone';
import { FILE_BYTES_MAX, sendFile, type How, type ImportReport } from './importing';
import { ImportDone } from './ImportDone';
import { ImportHelp } from './ImportHelp';
import { ImportShown } from './ImportShown';
import './office.css';
import './import.css';

/** A file as it was chosen, and as it is sent. */
interface Chosen {
  name: string;
  bytes: Uint8Array;
}

export function Import({ tour }: { tour: string }) {
  const w = planWords.value.office.import;
  return (
    <div class="office">
      <header class="office-bar">
        <h1>{w.title}</h1>
      </header>
      <div class="office-body">
        {may(tourOf(tour), 'edit') ? (
          <Importing tour={tour} />
        ) : (
          <p class="office-nothing">{w.onlyEditors}</p>
        )}
      </div>
    </div>
  );
}

function Importing({ tour }: { tour: string }) {
  const w = planWords.value.office.import;
  const chosen = useSignal<Chosen | undefined>(undefined);
  const order = useSignal<Order | undefined>(undefined);
  const report = useSignal<ImportReport | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal<'reading' | 'importing' | undefined>(undefined);
  // An answer about a file that was exchanged meanwhile is not shown.
  const turn = useRef(0);

  const send = async (file: Chosen, how: How) => {
    turn.current += 1;
    const mine = turn.current;
    failure.value = undefined;
    busy.value = how.dryRun ? 'reading' : 'importing';
    try {
      const found = await sendFile(tour, file.name, file.bytes, how);
      if (mine !== turn.current) return;
      report.value = found;
      if (found.applied) void syncNow();
    } catch (error) {
      if (mine === turn.current) failure.value = failureOf(error);
    } finally {
      if (mine === turn.current) busy.value = undefined;
    }
  };
  const choose = async (file: File) => {
    report.value = undefined;
    order.value = undefined;
    chosen.value = undefined;
    failure.value = tooLargeOrEmpty(file);
    if (failure.value) return;
    chosen.value = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    await send(chosen.value, { dryRun: true });
  };
  const decide = (next: Order, values: readonly string[]) => {
    const bytes = chosen.value && withOrder(chosen.value.bytes, values, next);
    if (!chosen.value || !bytes) return;
    order.value = next;
    chosen.value = { ...chosen.value, bytes };
    void send(chosen.value, { dryRun: true });
  };
  const again = () => {
    chosen.value = undefined;
    report.value = undefined;
    failure.value = undefined;
    busy.value = undefined;
    turn.current += 1;
  };

  if (report.value?.applied) return <ImportDone tour={tour} report={report.value} onAgain={again} />;
  return (
    <div class="import">
      <DropZone name={chosen.value?.name} onChoose={(file) => void choose(file)} />
      <p role="status" class={busy.value ? 'office-text' : 'vh'}>
        {busy.value === 'reading' ? w.reading : busy.value ? w.importing : ''}
      </p>
      {!chosen.value && !failure.value && <ImportHelp />}
      <FailureText failure={failure.value} isTyped={false} />
      {failure.value && chosen.value && (
        <button
          type="button"
          class="btn"
          onClick={() => chosen.value && void send(chosen.value, { dryRun: report.value === undefined })}
        >
          {words.value.app.tryAgain}
        </button>
      )}
      {report.value && chosen.value && (
        <ImportShown
          report={report.value}
          bytes={chosen.value.bytes}
          order={order.value}
          busy={busy.value !== undefined}
          onOrder={decide}
          onImport={(partial) => chosen.value && void send(chosen.value, { dryRun: false, partial })}
        />
      )}
    </div>
  );
}

/** What needs no server to be refused. */
function tooLargeOrEmpty(file: File): Failure | undefined {
  const w = planWords.value.office.import;
  if (file.size === 0) return { kind: 'other', text: w.emptyFile };
  return file.size > FILE_BYTES_MAX ? { kind: 'other', text: w.tooLarge } : undefined;
}
