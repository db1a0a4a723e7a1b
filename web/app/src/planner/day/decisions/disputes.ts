// The open disputes of a tour: those that stand on its day sheets, which this device has, and the others, which the
// server tells.

import type { DaySheet, DisputeBlock, DisputedValue, Edit } from '../../../api/types';
import { settle } from '../../../data/edits';
import type { Change } from '../history/changes';

export interface Said {
  /** What names it in the `saw` of a decision. */
  id: string | undefined;
  value: unknown;
  /** Who said it, as far as this device knows. */
  by: string | undefined;
  /** When, as an instant. */
  at: string | undefined;
  reason: string | undefined;
}

export interface OpenDispute {
  id: string;
  record: string;
  kind: string;
  field: string;
  /** What the record is called; empty where nobody here knows. */
  title: string;
  /** The dates on whose sheets it stands. */
  dates: string[];
  zone: string | undefined;
  inForce: Said;
  candidates: Said[];
}

/** A dispute as its record has it. */
export interface DisputeFields {
  subject: string;
  subject_kind: string;
  field: string;
  open: boolean;
  in_force?: unknown;
  in_force_id?: string | null;
  in_force_by?: string | null;
  candidates?: { id: string; value: unknown; author: string; said_at?: string | null }[] | null;
}

/** Each dispute once, with every date it concerns. */
export function fromSheets(sheets: readonly DaySheet[]): OpenDispute[] {
  const found = new Map<string, OpenDispute>();
  for (const { header, disputes } of sheets) {
    for (const block of disputes) {
      const known = found.get(block.id);
      if (known) known.dates.push(header.date);
      else found.set(block.id, fromBlock(block, header.date, header.zone?.name));
    }
  }
  return [...found.values()];
}

function fromBlock(block: DisputeBlock, date: string, zone: string | undefined): OpenDispute {
  const { id, record, field, title, in_force, candidates } = block;
  return {
    id,
    record,
    kind: block.kind ?? '',
    field,
    title,
    dates: [date],
    zone,
    inForce: said(in_force),
    candidates: candidates.map(said),
  };
}

function said(value: DisputedValue): Said {
  return {
    id: value.id ?? undefined,
    value: value.value,
    by: value.by_name ?? undefined,
    at: value.said_at ?? undefined,
    reason: undefined,
  };
}

/** A dispute that is on no sheet: of a person, a vehicle, the tour itself. */
export function fromRecord(
  id: string,
  fields: DisputeFields,
  nameOf: (id: string) => string | undefined,
): OpenDispute {
  const by = (account: string | null | undefined) => (account ? nameOf(account) : undefined);
  return {
    id,
    record: fields.subject,
    kind: fields.subject_kind,
    field: fields.field,
    title: nameOf(fields.subject) ?? '',
    dates: [],
    zone: undefined,
    inForce: {
      id: fields.in_force_id ?? undefined,
      value: fields.in_force ?? null,
      by: by(fields.in_force_by),
      at: undefined,
      reason: undefined,
    },
    candidates: (fields.candidates ?? []).map((one) => ({
      id: one.id,
      value: one.value,
      by: by(one.author),
      at: one.said_at ?? undefined,
      reason: undefined,
    })),
  };
}

/** The same dispute with what the history of its record knows of when and why each value was said. */
export function withHistory(dispute: OpenDispute, changes: readonly Change[]): OpenDispute {
  const ofField = changes.filter((change) => change.field === dispute.field);
  const seq = Number(/^s(\d+)$/.exec(dispute.inForce.id ?? '')?.[1]);
  return {
    ...dispute,
    inForce: told(
      dispute.inForce,
      ofField.find((change) => change.seq === seq),
    ),
    candidates: dispute.candidates.map((one) =>
      told(
        one,
        ofField.find(
          (change) =>
            change.outcome === 'disputed' && JSON.stringify(change.new) === JSON.stringify(one.value),
        ),
      ),
    ),
  };
}

function told(one: Said, change: Change | undefined): Said {
  if (!change) return one;
  return {
    ...one,
    by: one.by ?? change.author_name ?? undefined,
    at: one.at ?? change.at,
    reason: change.reason ?? undefined,
  };
}

/** Decides for a value; names everything that was on the screen, so that nothing unseen is decided. */
export function decide(dispute: OpenDispute, to: unknown): Edit {
  const saw = [dispute.inForce, ...dispute.candidates].flatMap((one) => one.id ?? []);
  return settle(dispute.id, valueToSettle(dispute.field, to), saw);
}

/** Whether a record is deleted is decided with yes or no, also for an edit that came to a deleted one. */
function valueToSettle(field: string, to: unknown): unknown {
  return field === '$deleted' ? to === true : (to ?? null);
}
