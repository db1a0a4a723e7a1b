// Parts of the app that come on their own, so that a day sheet is on the screen before anything else is read. Those
// of a phone follow as soon as it is, for a network that is there now may be gone when somebody needs them.

import { signal } from '@preact/signals';
import { whenIdle } from './idle';

export const startPart = signal<typeof import('./start/part') | undefined>(undefined);
export const formsPart = signal<typeof import('./crew/forms') | undefined>(undefined);
export const plannerPart = signal<typeof import('./planner/Planner') | undefined>(undefined);

/** Whether a part that somebody asked for is missing, as when another tab has taken a newer app. */
export const partFailed = signal(false);

/** Fetches a part that somebody asked for. */
export function need(part: Promise<void>): void {
  part.catch((error: unknown) => {
    console.error('a part of the app is missing', error);
    partFailed.value = true;
  });
}

export async function loadStart(): Promise<void> {
  startPart.value ??= await import('./start/part');
}

export async function loadForms(): Promise<void> {
  formsPart.value ??= await import('./crew/forms');
}

export async function loadPlanner(): Promise<void> {
  plannerPart.value ??= await import('./planner/Planner');
}

/** Fetches what a phone may need later. */
export function fetchPartsSoon(): void {
  whenIdle(() => {
    loadStart()
      .then(loadForms)
      .catch((error: unknown) => console.warn('parts of the app are not on this device yet', error));
  });
}
