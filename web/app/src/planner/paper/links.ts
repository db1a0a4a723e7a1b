// Links to the sheet of one date, which open it in one variant for whoever has them, without an account.

import { ask, type Answer } from '../day/remote';
import type { LINKED } from './files';
import { asked } from './late';

export type LinkVariant = (typeof LINKED)[number];

export interface DayLink {
  id: string;
  variant: string;
  label?: string | null;
  expires_at: string;
  last_opened_at?: string | null;
}

export interface DayLinkIn {
  variant: LinkVariant;
  label?: string;
  expires_in_days?: number;
}

const of = (tour: string, date: string) => `/v1/tours/${tour}/days/${date}/links`;

export function dayLinks(tour: string, date: string): Promise<Answer<DayLink[]>> {
  return ask(asked<{ items: DayLink[] }>('GET', of(tour, date)).then(({ items }) => items));
}

export function makeDayLink(
  tour: string,
  date: string,
  body: DayLinkIn,
): Promise<Answer<DayLink & { url: string }>> {
  return ask(asked<DayLink & { url: string }>('POST', of(tour, date), body));
}

export function closeDayLink(tour: string, date: string, id: string): Promise<Answer<unknown>> {
  return ask(asked('DELETE', `${of(tour, date)}/${id}`));
}
