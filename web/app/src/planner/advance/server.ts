// What advancing asks of the server: it plans and decides with the whole book before it, so these take a network.

import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import type { Question } from '../../api/types';
import { ask, carriedOut, knowing, type Answer } from '../day/remote';

type Schemas = components['schemas'];
export type Begun = Schemas['BeginOut'];
export type Begin = Schemas['BeginIn'];
export type Starter = Schemas['StarterOut'];
export type Decided = Schemas['DecisionsOut'];
export type Kept = Schemas['KeepOut'];
export type Links = Schemas['LinksOut'];
export type NewLink = Schemas['NewLinkOut'];
export type LinkIn = Schemas['LinkIn'];

/** A decision about an answer that somebody has before them. */
export interface Decision {
  key: string;
  outcome: string;
  answer: unknown;
  instead?: string;
  note?: string;
}

export function previewBegin(tour: string, body: Begin): Promise<Answer<Begun>> {
  return knowing(() => begin(tour, body, true));
}

export function beginSheets(tour: string, body: Begin): Promise<Answer<Begun>> {
  return carriedOut(() => begin(tour, body, false));
}

function begin(tour: string, body: Begin, preview: boolean): Promise<Begun> {
  const params = { path: { tour }, query: { preview } };
  return answered(api.POST('/v1/tours/{tour}/advances', { params, body }));
}

export function decideOn(
  tour: string,
  advance: string,
  decisions: readonly Decision[],
  preview: boolean,
): Promise<Answer<Decided>> {
  return decide(tour, advance, { decisions } as unknown as Schemas['DecisionsIn'], preview);
}

/** Accepts every open answer that stood on the sheet when it was looked at: `seen` is its `newest`. */
export function acceptAll(
  tour: string,
  advance: string,
  seen: number,
  preview: boolean,
): Promise<Answer<Decided>> {
  return decide(tour, advance, { all: true, seen }, preview);
}

function decide(
  tour: string,
  advance: string,
  body: Schemas['DecisionsIn'],
  preview: boolean,
): Promise<Answer<Decided>> {
  const params = { path: { tour, advance }, query: { preview } };
  const request = () => answered(api.POST('/v1/tours/{tour}/advances/{advance}/decisions', { params, body }));
  return preview ? knowing(request) : carriedOut(request);
}

export function keepOf(tour: string, advance: string, preview: boolean): Promise<Answer<Kept>> {
  const params = { path: { tour, advance }, query: { preview } };
  const request = () => answered(api.POST('/v1/tours/{tour}/advances/{advance}/keep', { params }));
  return preview ? knowing(request) : carriedOut(request);
}

export function askQuestion(tour: string, advance: string, question: Question) {
  const params = { path: { tour, advance } };
  const body = { question } as unknown as Schemas['QuestionIn'];
  return carriedOut(() =>
    answered(api.POST('/v1/tours/{tour}/advances/{advance}/questions', { params, body })),
  );
}

export async function startersOf(tour: string): Promise<Answer<Starter[]>> {
  const params = { path: { tour } };
  return await ask(
    answered(api.GET('/v1/tours/{tour}/advances/starters', { params })).then(({ items }) => items),
  );
}

export interface AdvanceTemplate {
  id: string;
  name: string;
  nQuestions: number;
}

export async function advanceTemplates(tour: string): Promise<Answer<AdvanceTemplate[]>> {
  return await ask(allTemplates(tour));
}

async function allTemplates(tour: string): Promise<AdvanceTemplate[]> {
  const found: AdvanceTemplate[] = [];
  let after: string | undefined;
  do {
    const path = { tour, kind: 'advance_template' };
    const query = after ? { after } : {};
    const page = await answered(api.GET('/v1/tours/{tour}/{kind}', { params: { path, query } }));
    for (const { id, deleted, fields } of page.items) {
      const { name = '', questions = [] } = fields as { name?: string; questions?: unknown[] };
      if (!deleted) found.push({ id, name, nQuestions: questions.length });
    }
    after = page.next ?? undefined;
  } while (after);
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
}

export function linksOf(tour: string, advance: string): Promise<Answer<Links>> {
  const params = { path: { tour, advance } };
  return ask(answered(api.GET('/v1/tours/{tour}/advances/{advance}/links', { params })));
}

export function giveLink(tour: string, advance: string, body: LinkIn): Promise<Answer<NewLink>> {
  const params = { path: { tour, advance } };
  return carriedOut(() => answered(api.POST('/v1/tours/{tour}/advances/{advance}/links', { params, body })));
}

export function closeLink(tour: string, advance: string, link: string): Promise<Answer<unknown>> {
  const params = { path: { tour, advance, link } };
  return ask(answered(api.DELETE('/v1/tours/{tour}/advances/{advance}/links/{link}', { params })));
}
