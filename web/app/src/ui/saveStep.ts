// Saving, with a word to whoever pressed the button where it did not work.

import type { Edit } from '../api/types';
import { act } from '../data/undo';
import { words } from '../i18n';
import { say } from './Toast';

/** Saves edits as one step; answers whether they are on the device. */
export async function saveStep(
  tour: string,
  edits: Edit[],
  label: string,
  reason?: string,
): Promise<boolean> {
  if (edits.length === 0) return true;
  return await saved(act(tour, edits, label, reason));
}

/** Whether something is on the device; says so where it is not. */
export async function saved(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    console.error('an edit could not be saved', error);
    say(words.peek().app.notSaved);
    return false;
  }
}
