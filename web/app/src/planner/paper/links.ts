// Links to the sheet of one date, which open it in one variant for whoever has them, without an account.

import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { ask, type Answer } from '../day/remote';
import type { LINKED } from './files';

type Schemas = components['schemas'];
export type LinkVariant = (typeof LINKED)[number];
export type DayLink = Schemas['DayLinkOut'];
export type NewDayLink = Schemas['NewDayLinkOut'];

export interface DayLinkIn {
  variant: LinkVariant;
  label?: string;
  expires_in_days?: number;
}

export function dayLinks(tour: string, date: string): Promise<Answer<DayLink[]>> {
  const params = { path: { tour, date } };
  return ask(answered(api.GET('/v1/tours/{tour}/days/{date}/links', { params })).then(({ items }) => items));
}

export function makeDayLink(tour: string, date: string, body: DayLinkIn): Promise<Answer<NewDayLink>> {
  const params = { path: { tour, date } };
  return ask(answered(api.POST('/v1/tours/{tour}/days/{date}/links', { params, body })));
}

export function closeDayLink(tour: string, date: string, link: string): Promise<Answer<unknown>> {
  const params = { path: { tour, date, link } };
  return ask(answered(api.DELETE('/v1/tours/{tour}/days/{date}/links/{link}', { params })));
}
