import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../data/db';
import { set } from '../../../data/edits';
import { bringBack, canBringBack, inForce, shownValue, worthTelling, type Change } from './changes';

function aChange(field: string, from: unknown, to: unknown, outcome = 'applied'): Change {
  return { field, old: from, new: to, outcome, kind: 'schedule_item' } as Change;
}

const changes = [
  aChange('title', 'Doors', 'Doors open', 'disputed'),
  aChange('title', 'Door', 'Doors'),
  aChange('place', null, 'Canal side'),
  aChange('title', null, 'Door'),
];

function anEntry(state: Entry['state'], to: string): Entry {
  return {
    state,
    group: { edits: [set('schedule_item', 'a', { title: ['Doors', to] })] },
  } as unknown as Entry;
}

describe('a history', () => {
  it('says which version is in force: the newest that took effect', () => {
    expect(inForce(changes).get('title')?.new).toBe('Doors');
    expect(inForce(changes).get('place')?.new).toBe('Canal side');
  });

  it('does not tell where a record was put in its list', () => {
    expect(worthTelling([aChange('position', null, 1), aChange('title', null, 'Door')])).toHaveLength(1);
  });

  it('gives way to what this device has not sent yet', () => {
    expect(shownValue(changes, [], 'a', 'title')).toBe('Doors');
    expect(shownValue(changes, [anEntry('waiting', 'Mine')], 'a', 'title')).toBe('Mine');
    expect(shownValue(changes, [anEntry('refused', 'Mine')], 'a', 'title')).toBe('Doors');
    expect(shownValue(changes, [anEntry('waiting', 'Mine')], 'b', 'title')).toBe('Doors');
    expect(shownValue(changes, [], 'a', 'detail')).toBeNull();
  });

  it('brings back any version but the one that is shown', () => {
    const [disputed, current, , first] = changes as [Change, Change, Change, Change];
    expect(canBringBack(first, 'Doors')).toBe(true);
    expect(canBringBack(disputed, 'Doors')).toBe(true);
    expect(canBringBack(current, 'Doors')).toBe(false);
    expect(canBringBack(aChange('day', null, 'x'), 'y')).toBe(false);
    expect(bringBack('schedule_item', 'a', first, 'Doors')).toMatchObject({
      fields: { title: ['Doors', 'Door'] },
    });
  });
});
