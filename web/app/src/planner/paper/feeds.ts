// Calendar feeds: addresses under which a calendar fetches what their owner sees at the time.

import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { ask, type Answer } from '../day/remote';

type Schemas = components['schemas'];
export type Shape = 'days' | 'items';
export type Feed = Schemas['FeedOut'];
export type NewFeed = Schemas['NewFeedOut'];

export interface FeedIn {
  shape: Shape;
  person?: string;
  name?: string;
}

export function feeds(tour: string): Promise<Answer<Feed[]>> {
  const params = { path: { tour } };
  return ask(answered(api.GET('/v1/tours/{tour}/feeds', { params })).then(({ items }) => items));
}

export function makeFeed(tour: string, body: FeedIn): Promise<Answer<NewFeed>> {
  return ask(answered(api.POST('/v1/tours/{tour}/feeds', { params: { path: { tour } }, body })));
}

export function endFeed(tour: string, id: string): Promise<Answer<unknown>> {
  return ask(answered(api.DELETE('/v1/tours/{tour}/feeds/{id}', { params: { path: { tour, id } } })));
}
