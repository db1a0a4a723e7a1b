import { describe, expect, it } from 'vitest';
import type { Entry } from '../../data/db';
import { create, remove, set } from '../../data/edits';
import { overlayRecords, type Listed } from './overlay';
import { recordEdits } from './recordEdits';

const ada: Listed = { id: 'a', ver: 3, fields: { name: 'Ada', quantity: 2, companions: ['Bo'] } };

function anEntry(state: Entry['state'], ...edits: unknown[]): Entry {
  return { state, group: { edits } } as unknown as Entry;
}

describe('a list', () => {
  it('shows what this device wrote, and leaves what the server sent as it was', () => {
    const entries = [
      anEntry('waiting', set('guest_request', 'a', { status: [null, 'approved'] })),
      anEntry('waiting', create('guest_request', 's', { name: 'Cy' }, 'c'), create('room', 's', {}, 'r')),
    ];
    const list = overlayRecords([ada], entries, 'guest_request');
    expect(list.map((one) => one.fields.name)).toEqual(['Ada', 'Cy']);
    expect(list[0]).toMatchObject({ mark: 'waiting', fields: { status: 'approved', quantity: 2 } });
    expect(ada.fields.status).toBeUndefined();
  });

  it('does not show what the server refused, but says so', () => {
    const [shown] = overlayRecords(
      [ada],
      [anEntry('refused', remove('guest_request', 'a', 3))],
      'guest_request',
    );
    expect(shown).toMatchObject({ id: 'a', mark: 'refused' });
  });

  it('keeps members that others added while one is taken out', () => {
    const out = { do: 'remove', kind: 'guest_request', id: 'a', field: 'companions', value: 'Bo' };
    const base = { ...ada, fields: { ...ada.fields, companions: ['Bo', 'Di'] } };
    const [shown] = overlayRecords([base], [anEntry('sent', out)], 'guest_request');
    expect(shown?.fields.companions).toEqual(['Di']);
  });
});

describe('a form', () => {
  it('says only what was changed, from the value that was shown', () => {
    const now = { name: 'Ada', quantity: 3, companions: ['Bo'] };
    expect(recordEdits('guest_request', 'a', ada.fields, now, ['companions'])).toEqual([
      { do: 'set', kind: 'guest_request', id: 'a', fields: { quantity: [2, 3] } },
    ]);
  });

  it('adds and takes out members one by one', () => {
    const now = { companions: ['Di'] };
    expect(recordEdits('guest_request', 'a', ada.fields, now, ['companions'])).toMatchObject([
      { do: 'add', value: 'Di' },
      { do: 'remove', value: 'Bo' },
    ]);
  });

  it('that changed nothing has no edits', () => {
    expect(
      recordEdits('guest_request', 'a', ada.fields, { ...ada.fields, phone: null }, ['companions']),
    ).toEqual([]);
  });
});
