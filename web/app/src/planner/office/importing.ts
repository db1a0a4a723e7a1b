// Sending a file of dates, and what the server makes of it.

import { answered } from '../../api/client';
import type { Receipt } from '../../api/types';

/** A row that can be imported. */
export interface ImportEvent {
  row: number;
  date: string;
  clock?: string | null;
  title?: string | null;
  venue?: string | null;
  city?: string | null;
  country?: string | null;
  zone?: string | null;
  cancelled?: boolean;
}

/** What somebody should know about a row, or about the whole file. */
export interface ImportProblem {
  file?: string;
  row?: number | null;
  column?: string | null;
  value?: string | null;
  reason: string;
  severity: 'error' | 'warning';
  candidates: string[];
}

export interface PlannedChange {
  action: 'create' | 'fill' | 'dispute';
  kind: string;
  id: string;
  date?: string | null;
  title: string;
  differs: string[];
}

export interface ImportReport {
  format: string;
  rows: number;
  events: ImportEvent[];
  problems: ImportProblem[];
  changes: PlannedChange[];
  unchanged: number;
  applied: boolean;
  receipts: Receipt[];
}

/** The server takes no larger one; the largest real tour has a sixtieth of it. */
export const FILE_BYTES_MAX = 16 * 1024 * 1024;
/** A large file over a slow line takes its time. */
const ANSWER_MS_MAX = 180_000;

export interface How {
  dryRun: boolean;
  /** Whether what is sound is imported although some rows are refused. */
  partial?: boolean;
}

export async function sendFile(
  tour: string,
  name: string,
  bytes: Uint8Array,
  how: How,
): Promise<ImportReport> {
  const query = new URLSearchParams({ name });
  if (how.dryRun) query.set('dry_run', 'true');
  if (how.partial) query.set('partial', 'true');
  return answered(post(`/v1/tours/${tour}/import?${query}`, bytes));
}

async function post(address: string, bytes: Uint8Array) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Blob([bytes as Uint8Array<ArrayBuffer>]),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  const body: unknown = await response.json().catch(() => undefined);
  return response.ok ? { data: body as ImportReport, response } : { error: body, response };
}

/** What an import does to the date of a row. */
export type Effect =
  | { kind: 'new date' }
  | { kind: 'adds'; kinds: string[] }
  | { kind: 'differs'; fields: string[] }
  | { kind: 'nothing' };

/** The weightiest effect on each date: a difference needs somebody, so it comes before everything else. */
export function effects(changes: readonly PlannedChange[]): Map<string, Effect> {
  const byDate = new Map<string, PlannedChange[]>();
  for (const change of changes) {
    if (change.date) byDate.set(change.date, [...(byDate.get(change.date) ?? []), change]);
  }
  return new Map([...byDate].map(([date, all]) => [date, effectOf(all)]));
}

function effectOf(changes: readonly PlannedChange[]): Effect {
  const differs = changes.flatMap((change) => change.differs);
  if (differs.length > 0) return { kind: 'differs', fields: [...new Set(differs)] };
  if (changes.some((change) => change.kind === 'day' && change.action === 'create'))
    return { kind: 'new date' };
  return { kind: 'adds', kinds: [...new Set(changes.map((change) => change.kind))] };
}

/** How many dates are new, get something, differ, or are there already. */
export function counted(report: ImportReport): { fresh: number; more: number; differ: number; same: number } {
  const found = effects(report.changes);
  const dates = new Set(report.events.map((event) => event.date));
  const count = (kind: Effect['kind']) => [...found.values()].filter((effect) => effect.kind === kind).length;
  const [fresh, more, differ] = [count('new date'), count('adds'), count('differs')];
  return { fresh, more, differ, same: Math.max(0, dates.size - fresh - more - differ) };
}
