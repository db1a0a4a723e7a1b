// Somebody has opened the address on their paper. Whether they may go by it stands above everything else.

import type { DaySheet, SheetVersion } from '../../api/types';
import { words } from '../../i18n';
import { go } from '../../routes';
import { Icon } from '../../ui/Icon';
import { changeText } from './changeText';
import './paper.css';
import { standingOf, type PaperStanding } from './standing';

interface Props {
  tour: string;
  sheet: DaySheet;
  /** What names the version on the paper. */
  edition: string;
}

export function PaperBanner({ tour, sheet, edition }: Props) {
  const w = words.value.paper;
  const standing = standingOf(sheet.versions ?? [], edition);
  const isGood = standing.kind === 'current';
  return (
    <section class={isGood ? 'paper-banner good' : 'paper-banner'} aria-label={w.name} role="status">
      <h2>
        <Icon name={isGood ? 'tick' : 'warn'} />
        <span>{headOf(standing)}</span>
      </h2>
      {standing.kind === 'older' && <p>{w.olderHint}</p>}
      {standing.kind === 'newer' && <p>{w.newerHint}</p>}
      {standing.kind === 'old' && (
        <>
          {standing.nLater > 0 && standing.news.length > 0 && <p>{w.later(standing.now, standing.nLater)}</p>}
          {standing.news.map((version) => (
            <News key={version.edition} version={version} />
          ))}
          {standing.since.length === 0 ? (
            <p>{w.same}</p>
          ) : (
            <ul>
              {standing.since.map((change) => (
                <li key={change.record} dir="auto">
                  {changeText(change)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <button
        type="button"
        class="close"
        aria-label={w.close}
        onClick={() => go({ name: 'today', tour, date: sheet.header.date }, 'replace')}
      >
        <Icon name="x" />
      </button>
    </section>
  );
}

/** Why there is a newer version, and how much it matters; nothing where nobody said. */
function News({ version: { label, severity, reason } }: { version: SheetVersion }) {
  const loud = severity && severity !== 'info';
  if (!loud && !reason) return null;
  const text = loud ? words.value.paper.severity[severity] : '';
  return (
    <p class={`news ${severity ?? ''}`} dir="auto">
      <b>{[`v${label}`, text].filter(Boolean).join(', ')}</b>
      {reason && <> {reason}</>}
    </p>
  );
}

function headOf(standing: PaperStanding): string {
  const w = words.value.paper;
  switch (standing.kind) {
    case 'current':
      return w.upToDate(standing.label);
    case 'older':
      return w.older;
    case 'newer':
      return w.newer;
    case 'old':
      return standing.news.length > 0
        ? w.old(standing.label, standing.now)
        : w.changed(standing.label, standing.since.length);
  }
}
