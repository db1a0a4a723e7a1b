// Calendar feeds: addresses under which a calendar fetches what their owner sees at the time.

import { ask, type Answer } from '../day/remote';
import { asked } from './late';

export type Shape = 'days' | 'items';

export interface Feed {
  id: string;
  shape: string;
  person?: string | null;
  name?: string | null;
  created_at: string;
  expires_at: string;
  last_used_at?: string | null;
}

export interface FeedIn {
  shape: Shape;
  person?: string;
  name?: string;
}

const of = (tour: string) => `/v1/tours/${tour}/feeds`;

export function feeds(tour: string): Promise<Answer<Feed[]>> {
  return ask(asked<{ items: Feed[] }>('GET', of(tour)).then(({ items }) => items));
}

export function makeFeed(tour: string, body: FeedIn): Promise<Answer<Feed & { url: string }>> {
  return ask(asked<Feed & { url: string }>('POST', of(tour), body));
}

export function endFeed(tour: string, id: string): Promise<Answer<unknown>> {
  return ask(asked('DELETE', `${of(tour)}/${id}`));
}
