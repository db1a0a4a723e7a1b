// What an import has done.

import { words } from '../../i18n';
import { href } from '../../routes';
import { withFields } from '../../start/outbox/speech';
import { sentence } from '../../start/sentence';
import { planWords } from '../words';
import type { ImportReport } from './importing';

interface Props {
  tour: string;
  report: ImportReport;
  onAgain: () => void;
}

export function ImportDone({ tour, report, onAgain }: Props) {
  const w = planWords.value.office.import;
  const n = (status: string) => report.receipts.filter((receipt) => receipt.status === status).length;
  const stopped = report.receipts.filter(({ status }) => status === 'held' || status === 'rejected');
  const left = report.rows - report.events.length;
  return (
    <section class="import-done" role="status">
      <h2>{w.done(new Set(report.events.map((event) => event.date)).size)}</h2>
      {left > 0 && <p>{w.leftOut(left)}</p>}
      {n('disputed') > 0 && (
        <p>
          {w.disputed} <a href={href({ name: 'plan', tour, page: 'decisions' })}>{w.toDecisions}</a>
        </p>
      )}
      {stopped.map((receipt) => (
        <p key={receipt.group} class="changed">
          {w.stopped} {sentence(withFields(receipt.problem?.detail ?? ''))}
        </p>
      ))}
      <div class="import-actions">
        <a class="btn go" href={href({ name: 'plan', tour, page: 'grid' })}>
          {w.toTable}
        </a>
        <button type="button" class="btn" onClick={onAgain}>
          {w.anotherFile}
        </button>
      </div>
      <p class="vh">{words.value.app.saved}</p>
    </section>
  );
}
