// Sheets for tests: only what the functions of this folder read.

import type { BoardItem, SectionCounts, SheetField } from '../../api/types';
import type { Entry } from '../../data/db';
import type { Edit } from '../../api/types';
import type { SeenSheet } from './overlay';

export function aField(key: string, more: Partial<SheetField> = {}): SheetField {
  const question = { key, section: 'schedule', label: key, input: { type: 'text' }, required: true } as const;
  const nothing = { answer: null, text: null, by: null, via: null, at: null, seq: 0, remark: null };
  return {
    id: `of-${key}`,
    ver: 0,
    question,
    own: false,
    state: 'open',
    ...nothing,
    others: [],
    ...more,
  };
}

export function anAdvance(fields: SheetField[]): SeenSheet {
  const parts = [{ section: 'schedule', fields }];
  return { advance: 'sheet', show: 'Paradiso', handouts: [], parts } as unknown as SeenSheet;
}

export function anEntry(edit: Edit, state: Entry['state'] = 'waiting'): Entry {
  return {
    id: 'entry',
    tour: 'tour',
    account: 'mara',
    label: '',
    state,
    group: { id: 'entry', edits: [edit], said_at: '2026-12-04T14:00:00Z' },
  };
}

export function anItem(more: Partial<BoardItem> = {}, sections: Partial<SectionCounts>[] = []): BoardItem {
  const none = { questions: 0, answers: 0, required: 0, answered: 0, undecided: 0, disputed: 0, differs: 0 };
  return {
    advance: 'sheet',
    event: 'event',
    date: '2026-12-04',
    show: 'Paradiso',
    status: 'in_progress',
    ...none,
    newest: 0,
    ...more,
    sections: sections.map((one) => ({ section: 'schedule', ...none, newest: 0, ...one })),
  };
}
