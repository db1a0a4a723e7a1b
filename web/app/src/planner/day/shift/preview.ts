// Asking what a shift would do. The server knows the book as it is now; what this device has not sent yet goes first.

import { answered, api } from '../../../api/client';
import { waiting } from '../../../data/outbox';
import { syncNow } from '../../../data/sync';
import { ask, type Answer } from '../remote';
import type { ShiftPlan, ShiftRequest } from './form';

export async function previewShift(
  tour: string,
  date: string,
  request: ShiftRequest,
): Promise<Answer<ShiftPlan>> {
  if (waiting.value.length > 0) await syncNow();
  return ask(
    answered(
      api.POST('/v1/tours/{tour}/days/{date}/shift', {
        params: { path: { tour, date }, query: { preview: true } },
        body: request,
      }),
    ),
  );
}
