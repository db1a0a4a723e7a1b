import { expect, test } from 'vitest';
import type { Edit, Person } from '../api/types';
import type { Entry, EntryState } from './db';
import { create, remove, set, undelete } from './edits';
import { overlayPeople } from './people';

const ida: Person = { id: 'ida', ver: 3, disputed: [], name: 'Ida Brandt', role: 'TM' };
const jo: Person = { id: 'jo', ver: 1, disputed: [], name: 'Jo Okafor' };

function entry(edits: Edit[], state: EntryState = 'waiting'): Entry {
  const group = { id: 'g', edits, said_at: '2026-11-24T12:00:00Z' };
  return { id: 'g', tour: 't', account: 'a', label: '', state, group };
}

test('a person who was changed here is shown as they will be', () => {
  const seen = overlayPeople([ida, jo], [entry([set('person', 'ida', { role: ['TM', 'PM'] })])]);
  expect(seen.people.map((one) => one.role)).toEqual(['PM', undefined]);
  expect(seen.marks.get('ida')).toBe('waiting');
  expect(ida.role).toBe('TM');
});

test('what the server refused is marked and not shown', () => {
  const seen = overlayPeople([ida], [entry([set('person', 'ida', { role: ['TM', 'PM'] })], 'refused')]);
  expect(seen.people).toEqual([ida]);
  expect(seen.marks.get('ida')).toBe('refused');
});

test('somebody added here stands last, and only once when the server has them too', () => {
  const added = entry([create('person', 's', { name: 'Sam' }, 'sam')], 'sent');
  expect(overlayPeople([ida], [added]).people.map((one) => one.name)).toEqual(['Ida Brandt', 'Sam']);
  const there: Person = { id: 'sam', ver: 1, disputed: [], name: 'Sam' };
  expect(overlayPeople([ida, there], [added]).people).toHaveLength(2);
});

test('whoever was taken out comes back when that is taken back', () => {
  const entries = [entry([remove('person', 'jo', 1)]), entry([undelete('person', 'jo')])];
  expect(overlayPeople([ida, jo], entries.slice(0, 1)).people).toEqual([ida]);
  expect(overlayPeople([ida, jo], entries).people).toEqual([ida, jo]);
});
