// The part of the desk that is not there at first, because most of planning goes without it.

import { signal } from '@preact/signals';

export const paperPart = signal<typeof import('./paper/part') | undefined>(undefined);

export async function loadPaper(): Promise<void> {
  paperPart.value ??= await import('./paper/part');
}
