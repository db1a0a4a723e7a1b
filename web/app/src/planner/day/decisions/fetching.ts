// What decisions need that is on no day sheet: disputes of other records, and groups that wait for acceptance.

import { computed, effect, signal, untracked } from '@preact/signals';
import { answered, api } from '../../../api/client';
import type { components } from '../../../api/schema.gen';
import { openTour, upToDateAt } from '../../../data/book';
import { ask, type Remote } from '../remote';
import type { DisputeFields } from './disputes';

export type HeldGroup = components['schemas']['HeldGroupOut'];
type Records = components['schemas']['RecordsOut'];

interface Told {
  disputes: { id: string; fields: DisputeFields }[];
  held: HeldGroup[];
}

/** What the server said last, for the tour that was asked about. */
export const told = signal<{ tour: string; answer: Remote<Told> } | undefined>(undefined);

let asked = 0;

/** Reads both anew; what is shown stays until the answer is there. */
export async function fetchDecisions(tour: string): Promise<void> {
  if (told.peek()?.tour !== tour) told.value = { tour, answer: { state: 'loading' } };
  asked += 1;
  const mine = asked;
  const answer = await ask(both(tour));
  // Overtaken by another question, or by a log-out.
  if (mine !== asked) return;
  const before = told.peek();
  const kept = before?.tour === tour && before.answer.state === 'here';
  // Without a network the last answer is better than none.
  if (answer.state === 'offline' && kept) return;
  told.value = { tour, answer };
}

async function both(tour: string): Promise<Told> {
  const [disputes, held] = await Promise.all([openDisputes(tour), heldGroups(tour)]);
  return { disputes, held };
}

async function openDisputes(tour: string): Promise<Told['disputes']> {
  const found: Told['disputes'] = [];
  let after: string | undefined;
  do {
    const path = { tour, kind: 'dispute' };
    const query = after ? { after } : {};
    const page: Records = await answered(api.GET('/v1/tours/{tour}/{kind}', { params: { path, query } }));
    for (const { id, fields } of page.items) {
      const given = fields as unknown as DisputeFields;
      if (given.open) found.push({ id, fields: given });
    }
    after = page.next ?? undefined;
  } while (after);
  return found;
}

async function heldGroups(tour: string): Promise<HeldGroup[]> {
  const found: HeldGroup[] = [];
  let after: string | undefined;
  do {
    const query = after ? { after } : {};
    const page = await answered(api.GET('/v1/tours/{tour}/groups', { params: { path: { tour }, query } }));
    found.push(...page.items.filter((one) => !one.decided && one.status === 'held'));
    after = page.next ?? undefined;
  } while (after);
  return found;
}

/** Groups that wait for somebody to accept them. */
export const waitingGroups = computed<HeldGroup[]>(() => {
  const answer = told.value?.tour === openTour.value ? told.value?.answer : undefined;
  return answer?.state === 'here' ? answer.value.held : [];
});

/** Asks again after each exchange with the server, for as long as the desk is open. */
export function startDecisions(): () => void {
  const stop = effect(() => {
    const tour = openTour.value;
    if (tour && upToDateAt.value !== undefined) untracked(() => void fetchDecisions(tour));
  });
  return () => {
    stop();
    asked += 1;
    told.value = undefined;
  };
}
