import { expect, test } from 'vitest';
import { addEdits, peopleOfText, personEdit, type WholePerson } from './personFields';

const ida: WholePerson = { id: 'ida', ver: 2, disputed: [], name: 'Ida Brandt', role: 'TM', position: 4 };

test('only what is different is changed, and an empty text clears', () => {
  expect(personEdit(ida, { name: 'Ida Brandt', role: '', phone: '+49 1' })).toMatchObject({
    do: 'set',
    id: 'ida',
    fields: { role: ['TM', null], phone: [null, '+49 1'] },
  });
  expect(personEdit(ida, { name: 'Ida Brandt', phone: '' })).toBeUndefined();
});

test('rows of a spreadsheet become people, whatever order phone and address are in', () => {
  const rows = 'Ida Brandt\tTM\tManagement\t+49 171 392\tida@example.org\nSam\tBackline\n\n\t\tnobody';
  expect(peopleOfText(rows)).toEqual([
    {
      name: 'Ida Brandt',
      role: 'TM',
      department: 'Management',
      phone: '+49 171 392',
      email: 'ida@example.org',
    },
    { name: 'Sam', role: 'Backline' },
  ]);
});

test('an empty cell keeps the columns after it in their place', () => {
  expect(peopleOfText('Sam\t\tAudio')).toEqual([{ name: 'Sam', department: 'Audio' }]);
});

test('new people stand after everybody else', () => {
  const edits = addEdits('scope', [{ name: 'A', role: '' }, { name: 'B' }], [ida]);
  expect(edits.map((edit) => (edit.do === 'create' ? edit.fields : undefined))).toEqual([
    { name: 'A', position: 5 },
    { name: 'B', position: 6 },
  ]);
});
