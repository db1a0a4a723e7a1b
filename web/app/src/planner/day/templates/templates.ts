// The schedule templates of a tour: fetched when their page is opened, with this device's own edits on top.

import { computed, effect, signal } from '@preact/signals';
import { answered, api } from '../../../api/client';
import type { components } from '../../../api/schema.gen';
import { ownEntries } from '../../../data/book';
import type { Entry } from '../../../data/db';
import { ask, type Answer } from '../remote';
import { overlayTemplates, type Template } from './overlay';

type Records = components['schemas']['RecordsOut'];

const base = signal<{ tour: string; list: Template[] } | undefined>(undefined);
/** How the last question to the server went. */
export const fetched = signal<Answer<null> | { state: 'loading' }>({ state: 'loading' });

const own = computed(() => ownEntries.value.filter((entry) => entry.group.edits.some(isAboutTemplates)));

/** The templates of a tour as this device knows them; undefined before the first answer. */
export function templatesOf(tour: string): Template[] | undefined {
  const known = base.value?.tour === tour ? base.value.list : undefined;
  if (!known && own.value.length === 0) return undefined;
  return overlayTemplates(known ?? [], own.value).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Reads them anew. */
export async function fetchTemplates(tour: string): Promise<void> {
  if (base.value?.tour !== tour) fetched.value = { state: 'loading' };
  const answer = await ask(all(tour));
  if (answer.state === 'here') base.value = { tour, list: answer.value };
  fetched.value = answer.state === 'here' ? { state: 'here', value: null } : answer;
}

async function all(tour: string): Promise<Template[]> {
  const list: Template[] = [];
  let after: string | undefined;
  do {
    const path = { tour, kind: 'schedule_template' };
    const query = after ? { after } : {};
    const page: Records = await answered(api.GET('/v1/tours/{tour}/{kind}', { params: { path, query } }));
    for (const { id, ver, deleted, fields } of page.items) {
      if (!deleted) list.push({ ...(fields as unknown as Template), id, ver });
    }
    after = page.next ?? undefined;
  } while (after);
  return list;
}

// An entry that the server has confirmed leaves the outbox; what it says stays, and is read anew.
let before: Entry[] = [];
effect(() => {
  const now = own.value;
  const gone = before.filter((entry) => entry.state === 'sent' && !now.some((one) => one.id === entry.id));
  before = now;
  const known = base.peek();
  if (gone.length === 0 || !known) return;
  base.value = { ...known, list: overlayTemplates(known.list, gone) };
  void fetchTemplates(known.tour);
});

function isAboutTemplates(edit: Entry['group']['edits'][number]): boolean {
  return edit.do !== 'settle' && edit.kind === 'schedule_template';
}
