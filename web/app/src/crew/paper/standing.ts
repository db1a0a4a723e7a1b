// What becomes of paper once it is handed out: which version it is, and what has changed since. All of it stands in
// the sheet that the device holds, so it is known without a network.

import type { SheetChange, SheetVersion } from '../../api/types';

export type PaperStanding =
  | { kind: 'current'; label: string }
  | {
      kind: 'old';
      label: string;
      /** The newest version, which may be the paper's own with changes after it. */
      now: string;
      /** Changes that are in no version yet. */
      nLater: number;
      since: SheetChange[];
      /** The versions after the paper's, newest first. */
      news: SheetVersion[];
    }
  /** None of those that the sheet still tells of, and not made after them. */
  | { kind: 'older' }
  /** Made after everything that this device has. */
  | { kind: 'newer' };

/** How paper of an edition stands beside the versions of its sheet, newest first. */
export function standingOf(versions: readonly SheetVersion[], edition: string): PaperStanding {
  const at = versions.findIndex((one) => one.edition === edition);
  const [newest] = versions;
  const paper = versions[at];
  // What names an edition begins with the time it was made at, so its order as text is its order in time.
  if (!newest || !paper) return { kind: !newest || edition > newest.edition ? 'newer' : 'older' };
  if (at === 0 && paper.since.length === 0) return { kind: 'current', label: paper.label };
  return {
    kind: 'old',
    label: paper.label,
    now: newest.label,
    nLater: newest.since.length,
    since: paper.since,
    news: versions.slice(0, at),
  };
}
