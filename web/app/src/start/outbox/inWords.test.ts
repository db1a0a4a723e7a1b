import { expect, test } from 'vitest';
import { create, remove, set, settle } from '../../data/edits';
import { asText, inWords, type Speech } from './inWords';

const titles = new Map([
  ['doors', 'Doors'],
  ['dispute', 'Soundcheck'],
]);
const speech: Speech = {
  kind: (kind) => kind.toUpperCase(),
  field: (name) => name.replaceAll('_', ' '),
  value: (value) => (value === null ? 'nothing' : String(value)),
  title: (id) => titles.get(id),
};

test('a change says from what to what', () => {
  const [doors] = inWords(
    [set('schedule_item', 'doors', { place: ['Dock 1', 'Dock 2'], detail: [null, 'x'] })],
    speech,
  );
  expect(doors).toEqual({
    kind: 'SCHEDULE_ITEM',
    title: 'Doors',
    action: 'set',
    fields: [
      { name: 'place', from: 'Dock 1', to: 'Dock 2' },
      { name: 'detail', to: 'x' },
    ],
  });
});

test('several edits of one record stand together', () => {
  const edits = [set('task', 'doors', { done: [false, true] }), set('task', 'doors', { title: ['a', 'b'] })];
  expect(inWords(edits, speech)).toHaveLength(1);
  expect(inWords(edits, speech)[0]?.fields).toHaveLength(2);
});

test('a new record is called what its author calls it, and has no values from before', () => {
  const [note] = inWords(
    [create('note', 's', { title: 'Keys', body: 'At the desk', day: 'd' }, 'new')],
    speech,
  );
  expect(note).toMatchObject({ title: 'Keys', fields: [{ name: 'body', to: 'At the desk' }] });
});

test('where a record stands in its list is not said beside anything else', () => {
  const moved = set('person', 'x', { position: [1, 2], role: ['TM', 'PM'] });
  expect(inWords([moved], speech)[0]?.fields.map((one) => one.name)).toEqual(['role']);
  expect(inWords([set('person', 'x', { position: [1, 2] })], speech)[0]?.fields).toHaveLength(1);
});

test('the text for another way holds everything that was said', () => {
  const edits = [
    set('schedule_item', 'doors', { place: ['Dock 1', 'Dock 2'] }),
    remove('note', 'gone', 3),
    settle('dispute', '20:00', []),
  ];
  expect(asText('Doors moved', inWords(edits, speech))).toBe(
    'Doors moved\nSCHEDULE_ITEM: Doors\n  place: Dock 1 → Dock 2\nNOTE\nDISPUTE: Soundcheck\n  20:00',
  );
});
