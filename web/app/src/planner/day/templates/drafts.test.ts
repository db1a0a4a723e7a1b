import { beforeEach, describe, expect, it } from 'vitest';
import { aWhen } from '../fixture';
import { dropDraft, dropDrafts, drafts, isUnsaved, keepDraft, openAs, openDraft } from './drafts';
import { draftOf } from './rows';

const hall = { id: 'hall', ver: 1, name: 'Hall', items: [{ title: 'Doors', when: aWhen('19:00') }] };

beforeEach(dropDrafts);

describe('a draft', () => {
  it('is unsaved when it says anything new, and always while its template is not there', () => {
    const draft = draftOf(hall, '24');
    expect(isUnsaved(draft)).toBe(false);
    expect(isUnsaved({ ...draft, name: 'Arena' })).toBe(true);
    expect(isUnsaved({ ...draft, rows: draft.rows.map((row) => ({ ...row, time: '25:70' })) })).toBe(true);
    expect(isUnsaved(draftOf(undefined, '24'))).toBe(true);
  });

  it('is still there after another was looked at', () => {
    const draft = draftOf(hall, '24');
    openAs(draft);
    keepDraft('hall', { ...draft, name: 'Arena' });
    openAs(draftOf(undefined, '24'));
    expect(openDraft.value).not.toBe('hall');
    openAs(draftOf(hall, '24'));
    expect(drafts.value.get('hall')?.name).toBe('Arena');
    dropDraft('hall');
    expect(openDraft.value).toBeUndefined();
    expect(drafts.value.size).toBe(1);
  });
});
