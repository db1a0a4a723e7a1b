// A page of a record's history, newest first.

import { answered, api } from '../../../api/client';
import type { Change } from './changes';

export interface HistoryPage {
  changes: Change[];
  next: string | undefined;
}

export async function readHistory(
  tour: string,
  kind: string,
  id: string,
  before?: string,
): Promise<HistoryPage> {
  const query = before === undefined ? {} : { before };
  const path = { tour, kind, id };
  const request = api.GET('/v1/tours/{tour}/{kind}/{id}/history', { params: { path, query } });
  const { items, next } = await answered(request);
  return { changes: items as unknown as Change[], next: next ?? undefined };
}
