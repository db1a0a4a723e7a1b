// What handing out asks of the server: it plans a version with the whole book before it, and gives addresses out.
// All of it takes a network.

import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import type { SheetChange } from '../../api/types';
import { ask, carriedOut, knowing, type Answer } from '../day/remote';

type Schemas = components['schemas'];

/** What is handed out. */
export type Subject =
  | { what: 'day_sheet'; date: string }
  | { what: 'guest_list'; event: string }
  | { what: 'rooming_list'; stay: string };

export const SEVERITIES = ['critical', 'important', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The new version with what it changes. */
export type PublishPlan = Omit<Schemas['PublishOut'], 'changes' | 'severity'> & {
  severity: string;
  changes: SheetChange[];
};

export interface Order {
  severity?: Severity;
  reason?: string;
}

export function previewVersion(tour: string, subject: Subject): Promise<Answer<PublishPlan>> {
  return knowing(() => publish(tour, subject, {}, true));
}

export function publishVersion(tour: string, subject: Subject, order: Order): Promise<Answer<PublishPlan>> {
  return carriedOut(() => publish(tour, subject, order, false));
}

async function publish(tour: string, subject: Subject, order: Order, preview: boolean): Promise<PublishPlan> {
  const params = { path: { tour }, query: { preview } };
  // The generator writes the words of enums otherwise.
  const body = { ...subject, ...order } as unknown as Schemas['PublishIn'];
  return await answered(api.POST('/v1/tours/{tour}/publications', { params, body }));
}

/** What has changed since an edition, for a messenger. */
export function changesMessage(
  tour: string,
  date: string,
  clock: string,
  since?: string,
): Promise<Answer<string>> {
  const query = { clock, changes: true, ...(since ? { since } : {}) };
  const params = { path: { tour, date }, query };
  const request = api.GET('/v1/tours/{tour}/days/{date}/message.txt', { params, parseAs: 'text' });
  return ask(answered(request) as Promise<string>);
}
