// As which version a list was handed out, and what has changed since. The server compares, with the whole book.

import { answered, api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import type { SheetChange } from '../../api/types';
import { ask, type Answer } from '../day/remote';
import type { ListOf } from '../paper/files';

/** A newer server may have more ways to differ. */
export type Standing = Omit<components['schemas']['Standing'], 'changes'> & { changes: SheetChange[] };

export function standingOf(tour: string, list: ListOf): Promise<Answer<Standing>> {
  return ask(read(tour, list));
}

async function read(tour: string, list: ListOf): Promise<Standing> {
  if ('event' in list) {
    const params = { path: { tour, event: list.event } };
    return (await answered(api.GET('/v1/tours/{tour}/events/{event}/guest_list', { params }))).standing;
  }
  const params = { path: { tour, stay: list.stay } };
  return (await answered(api.GET('/v1/tours/{tour}/hotel_stays/{stay}/rooming_list', { params }))).standing;
}
