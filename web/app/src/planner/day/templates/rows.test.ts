import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../data/db';
import { create, remove, set, undelete } from '../../../data/edits';
import { aRow, aSheet, aWhen } from '../fixture';
import { overlayTemplates, type Template } from './overlay';
import { draftEdits, draftOf, emptyDraftRow, itemsOf, itemsOfDay } from './rows';

const hall: Template = {
  id: 'hall',
  ver: 1,
  name: 'Hall',
  day_type: 'show',
  items: [{ title: 'Doors', when: aWhen('19:00'), item_type: 'doors', hard: true, key: true }],
};

describe('a template that is written', () => {
  it('says nothing new while nobody has changed it', () => {
    const draft = draftOf(hall, '12');
    expect(draftEdits(draft, itemsOf(draft.rows) ?? [], 'scope')).toEqual([]);
  });

  it('keeps its rows in the order of their times, and forgets empty ones', () => {
    const draft = draftOf(hall, '24');
    const early = { ...emptyDraftRow(), time: '8:00-10', title: 'Load-in' };
    const rows = [
      ...draft.rows,
      { ...early, time: '0800-1000', departments: 'Trucks, trucks' },
      emptyDraftRow(),
    ];
    expect(itemsOf(rows)?.map((item) => item.title)).toEqual(['Load-in', 'Doors']);
    expect(itemsOf(rows)?.[0]?.departments).toEqual(['Trucks']);
    const [edit] = draftEdits({ ...draft, rows }, itemsOf(rows) ?? [], 'scope');
    expect(edit).toMatchObject({ do: 'set', id: 'hall' });
    expect(Object.keys((edit as { fields: object }).fields)).toEqual(['items']);
  });

  it.each([
    ['without a title', { time: '19:00', title: ' ' }],
    ['without a time', { time: '', title: 'Doors' }],
    ['with a time that cannot be read', { time: '25:70', title: 'Doors' }],
  ])('is not saved with a row %s', (_what, texts) => {
    expect(itemsOf([{ ...emptyDraftRow(), ...texts }])).toBeUndefined();
  });

  it('is made where it was not there', () => {
    const draft = { ...draftOf(undefined, '24'), name: ' Club ' };
    expect(draftEdits(draft, [], 'scope')).toMatchObject([
      { do: 'create', kind: 'schedule_template', scope: 'scope', fields: { name: 'Club', items: [] } },
    ]);
  });
});

it('a day becomes a template without what belongs to the house', () => {
  const items = itemsOfDay(
    aSheet([
      aRow('Bus call', null, {
        when: { precision: 'exact', start: '02:30+1', fold: 'second' },
        place: 'Dock 2',
        detail: 'Ring twice',
        departments: ['Band'],
        key: true,
      }),
      aRow('Laundry', null),
    ]),
  );
  expect(items).toEqual([
    { title: 'Bus call', when: { precision: 'exact', start: '02:30+1' }, departments: ['Band'], key: true },
  ]);
});

const entry = (state: Entry['state'], ...edits: Entry['group']['edits']) =>
  ({ state, group: { edits } }) as unknown as Entry;

describe("this device's edits", () => {
  const named = set('schedule_template', 'hall', { name: ['Hall', 'Arena'] });

  it('show in the list until the server has them, and are marked', () => {
    expect(overlayTemplates([hall], [entry('waiting', named)])).toMatchObject([
      { name: 'Arena', mark: 'waiting' },
    ]);
    expect(overlayTemplates([hall], [entry('refused', named)])).toMatchObject([
      { name: 'Hall', mark: 'refused' },
    ]);
  });

  it('make, delete and bring back', () => {
    const made = entry('waiting', create('schedule_template', 'scope', { name: 'Club' }, 'club'));
    const gone = entry('sent', remove('schedule_template', 'hall', 1));
    expect(overlayTemplates([hall], [made, gone]).map((one) => one.name)).toEqual(['Club']);
    const back = entry('waiting', undelete('schedule_template', 'hall'));
    expect(overlayTemplates([hall], [gone, back]).map((one) => one.name)).toEqual(['Hall']);
  });
});
