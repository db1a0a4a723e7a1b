import { describe, expect, it } from 'vitest';
import { concerns, departmentsOf, tapeOf } from './departments';

describe('tape', () => {
  it('has the same colour for a department in English and in German', () => {
    expect(tapeOf('Lights')).toBe('lx');
    expect(tapeOf('Licht')).toBe('lx');
    expect(tapeOf('Catering')).toBe('cater');
    expect(tapeOf(' backline ')).toBe('rig');
    expect(tapeOf('Trucks')).toBe('truck');
  });

  it('is grey for a department that nobody foresaw', () => {
    expect(tapeOf('Merch')).toBeUndefined();
    expect(tapeOf('قسم الصوت')).toBeUndefined();
  });
});

describe('the filter', () => {
  it('keeps rows of the department and rows of everybody', () => {
    expect(concerns(['Audio', 'Band'], 'audio')).toBe(true);
    expect(concerns([], 'Audio')).toBe(true);
    expect(concerns(['Trucks'], 'Audio')).toBe(false);
    expect(concerns(['Trucks'], '')).toBe(true);
  });

  it('offers each department once, however it is written', () => {
    const rows = [{ departments: ['Video', 'Audio'] }, { departments: ['audio'] }, { departments: [] }];
    expect(departmentsOf(rows)).toEqual(['Audio', 'Video']);
  });
});
