// The report on a file: what is asked, what was refused and why, and what an import would do.

import { number } from '../../i18n';
import { planWords } from '../words';
import { askedValues, type Order } from './dateOrder';
import { ImportEvents } from './ImportEvents';
import { counted, type ImportReport } from './importing';
import { ImportProblems } from './ImportProblems';
import { OrderQuestion } from './OrderQuestion';

interface Props {
  report: ImportReport;
  bytes: Uint8Array;
  order: Order | undefined;
  busy: boolean;
  onOrder: (order: Order, values: readonly string[]) => void;
  onImport: (partial: boolean) => void;
}

export function ImportShown({ report, bytes, order, busy, onOrder, onImport }: Props) {
  const w = planWords.value.office.import;
  const refused = report.problems.filter((one) => one.severity === 'error');
  const warnings = report.problems.filter((one) => one.severity === 'warning');
  const asked = askedValues(report.problems);
  const n = report.events.length;
  return (
    <>
      <Counts report={report} />
      {asked.length > 0 && <OrderQuestion values={asked} bytes={bytes} onOrder={onOrder} />}
      {order && asked.length === 0 && <p class="import-said">{w.orderTaken[order]}</p>}
      <div class="import-actions">
        {n > 0 && (
          <button
            type="button"
            class="btn go"
            aria-busy={busy}
            disabled={busy || report.changes.length === 0}
            onClick={() => onImport(refused.length > 0)}
          >
            {refused.length > 0 ? w.importSome(n, report.rows) : w.importAll(n)}
          </button>
        )}
        <p>
          {n === 0
            ? w.nothingSound
            : report.changes.length === 0
              ? w.nothingNew
              : refused.length > 0 && w.someStay}
        </p>
      </div>
      <ImportProblems title={w.refused(refused.length)} all={refused} tone="stop" />
      <ImportProblems title={w.warnings(warnings.length)} all={warnings} tone="changed" />
      {n > 0 && <ImportEvents report={report} />}
    </>
  );
}

function Counts({ report }: { report: ImportReport }) {
  const w = planWords.value.office.import;
  const { fresh, more, differ, same } = counted(report);
  const refused = report.rows - report.events.length;
  const facts: [text: string, n: number, tone?: string][] = [
    [w.rows, report.rows],
    [w.fresh, fresh],
    [w.more, more],
    [w.differ, differ, 'changed'],
    [w.same, same],
    [w.refusedRows, refused, 'stop'],
  ];
  return (
    <dl class="import-counts">
      {facts.map(([text, n, tone]) => (
        <div key={text} class={n > 0 ? tone : undefined}>
          <dd>{number(n)}</dd>
          <dt>{text}</dt>
        </div>
      ))}
    </dl>
  );
}
