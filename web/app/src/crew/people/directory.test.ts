import { describe, expect, it } from 'vitest';
import type { Contact, Person } from '../../api/types';
import { byDepartment, contactGroups } from './directory';

const person = (name: string, department?: string, role?: string) =>
  ({ id: name, ver: 1, disputed: [], name, department, role }) as Person;
const contact = (name: string, venue_name?: string) =>
  ({ id: name, ver: 1, disputed: [], name, venue_name }) as Contact;

describe('people', () => {
  const people = [
    person('Mara Kovač', 'Management'),
    person('Nora Lind', 'Band', 'Vocals'),
    person('Somebody'),
    person('Rosa', 'management'),
  ];

  it('stand by department in the order of the list, those without one last', () => {
    expect(byDepartment(people, '').map((group) => [group.name, group.people.length])).toEqual([
      ['Management', 2],
      ['Band', 1],
      [undefined, 1],
    ]);
  });

  it('are found by name without marks, and by role', () => {
    expect(byDepartment(people, 'kovac')[0]?.people[0]?.name).toBe('Mara Kovač');
    expect(byDepartment(people, 'voc')[0]?.people[0]?.name).toBe('Nora Lind');
    expect(byDepartment(people, 'nobody')).toEqual([]);
  });
});

describe('contacts', () => {
  const contacts = [
    contact('A', 'Rheinwerk'),
    contact('B', 'Tonhalle'),
    contact('C'),
    contact('D', 'Hala Wisła'),
  ];

  it('of this day stand apart, the others in the order of the tour', () => {
    const { here, others } = contactGroups(contacts, '', new Set(['B']), ['Hala Wisła', 'Rheinwerk']);
    expect(here.map((one) => one.name)).toEqual(['B']);
    expect(others.map((group) => group.name)).toEqual(['Hala Wisła', 'Rheinwerk', undefined]);
  });

  it('are found by their house', () => {
    const { others } = contactGroups(contacts, 'wisla', new Set(), []);
    expect(others.map((group) => group.name)).toEqual(['Hala Wisła']);
  });
});
