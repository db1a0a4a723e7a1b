// Templates that somebody is writing and has not saved. They stay while the page is open, so that looking at another
// one loses nothing.

import { signal } from '@preact/signals';
import { newId } from '../../../data/ids';
import { draftEdits, itemsOf, type Draft } from './rows';

/** By the template's id; by an id of their own where they are not there yet. */
export const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
/** The draft that is open. */
export const openDraft = signal<string | undefined>(undefined);

/** Opens a draft: the one that is kept, or this one. */
export function openAs(draft: Draft): void {
  const key = draft.of?.id ?? newId();
  if (!drafts.value.has(key)) keepDraft(key, draft);
  openDraft.value = key;
}

export function keepDraft(key: string, draft: Draft): void {
  drafts.value = new Map(drafts.value).set(key, draft);
}

export function dropDraft(key: string): void {
  drafts.value = new Map([...drafts.value].filter(([one]) => one !== key));
  if (openDraft.value === key) openDraft.value = undefined;
}

export function dropDrafts(): void {
  drafts.value = new Map();
  openDraft.value = undefined;
}

/** Whether a draft says anything that its template does not. */
export function isUnsaved(draft: Draft): boolean {
  if (!draft.of) return true;
  const items = itemsOf(draft.rows);
  return !items || draftEdits(draft, items, '').length > 0;
}
