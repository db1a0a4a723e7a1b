// Who may open the book: members and invitations. They are no records of the tour, so they are read from the server
// and changed there, and both take a network.

import { signal } from '@preact/signals';
import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import type { Level, Tour } from '../../api/types';
import { failureOf, type Failure } from '../../start/failures';

export type Member = components['schemas']['MemberOut'];
export type Invitation = components['schemas']['InvitationOut'];
export type NewInvitation = components['schemas']['NewInvitationOut'];

export const LEVELS = ['read', 'contribute', 'edit', 'manage'] as const satisfies readonly Level[];

export const members = signal<Member[] | undefined>(undefined);
export const invitations = signal<Invitation[] | undefined>(undefined);
export const failure = signal<Failure | undefined>(undefined);

/** Asks the server for both, anew. */
export async function readAccess(tour: string): Promise<void> {
  failure.value = undefined;
  try {
    const params = { path: { tour } };
    const [found, open] = await Promise.all([
      allMembers(tour),
      answered(api.GET('/v1/tours/{tour}/invitations', { params })),
    ]);
    members.value = found;
    invitations.value = open.items;
  } catch (error) {
    failure.value = failureOf(error);
  }
}

async function allMembers(tour: string): Promise<Member[]> {
  const found: Member[] = [];
  let after: string | undefined;
  do {
    const query = after ? { after } : {};
    const page = await answered(api.GET('/v1/tours/{tour}/members', { params: { path: { tour }, query } }));
    found.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return found;
}

/** Gives somebody a level, or takes them out of an audience. What was there stays when it fails. */
export async function setLevel(
  tour: string,
  account: string,
  audience: string,
  level: Level | null,
): Promise<void> {
  await change(async () => {
    const params = { path: { tour, account } };
    const body = { audiences: { [audience]: level } };
    const next = await answered(api.PUT('/v1/tours/{tour}/members/{account}', { params, body }));
    members.value = members.value?.flatMap((one) =>
      one.account !== account ? [one] : Object.keys(next.audiences).length > 0 ? [next] : [],
    );
  });
}

/** Takes somebody off the tour, as far as the viewer manages it. */
export async function takeOff(tour: string, account: string): Promise<void> {
  await change(async () => {
    await answered(api.DELETE('/v1/tours/{tour}/members/{account}', { params: { path: { tour, account } } }));
    members.value = await allMembers(tour);
  });
}

export async function revoke(tour: string, id: string): Promise<void> {
  await change(async () => {
    await answered(api.DELETE('/v1/tours/{tour}/invitations/{id}', { params: { path: { tour, id } } }));
    invitations.value = invitations.value?.filter((one) => one.id !== id);
  });
}

async function change(work: () => Promise<void>): Promise<void> {
  failure.value = undefined;
  try {
    await work();
  } catch (error) {
    failure.value = failureOf(error);
  }
}

/** The audiences of a tour that somebody is in, the usual ones first. */
export function audiencesOf(tour: Tour | undefined): { audience: string; manages: boolean }[] {
  const usual = ['everyone', 'party', 'management', 'money'];
  const rank = (name: string) => (usual.indexOf(name) + usual.length + 1) % (usual.length + 1);
  const all = (tour?.audiences ?? []).map(({ audience, level }) => ({
    audience,
    manages: level === 'manage',
  }));
  return all.toSorted((a, b) => rank(a.audience) - rank(b.audience) || a.audience.localeCompare(b.audience));
}
