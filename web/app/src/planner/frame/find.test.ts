import { describe, expect, it } from 'vitest';
import { sheet } from '../grid/tour.fixture';
import { find, HITS_MAX } from './find';

const contacts = [
  { id: 'c1', name: 'Piotr Zając', role: 'Venue production manager', company: 'Hala Wisła' },
] as never;
const sheets = [
  sheet({}, { date: '2026-11-20', city: 'Zürich', venue: 'Halle 9' }),
  sheet({}, { date: '2026-11-29', city: 'Hamburg', venue: 'Tonhalle Nord' }),
  sheet({ contacts }, { date: '2026-12-02', city: 'Warsaw', venue: 'Hala Wisła' }),
  sheet({ contacts }, { date: '2026-12-03', city: 'Warsaw', venue: 'Hala Wisła' }),
];
const tour = { people: { people: [{ id: 'p1', name: 'Jo Okafor', role: 'Production manager' }] } } as never;
const hits = (text: string) =>
  find(text, sheets, tour, '2026-11-29').map((hit) => (hit.is === 'day' ? hit.date : hit.id));

describe('a search', () => {
  it('finds cities and houses without their marks, the next date first', () => {
    expect(hits('zurich')).toEqual(['2026-11-20']);
    expect(hits('wisl')).toEqual(['2026-12-02', '2026-12-03', 'c1']);
    expect(hits('hal')).toEqual(['2026-12-02', '2026-12-03', '2026-11-20', 'c1']);
  });

  it('finds dates however they are written', () => {
    expect(hits('29 nov')).toEqual(['2026-11-29']);
    expect(hits('2026-12-02')).toEqual(['2026-12-02']);
  });

  it('finds people by name and by what they do, each once', () => {
    expect(hits('okafor')).toEqual(['p1']);
    expect(hits('production')).toEqual(['p1', 'c1']);
  });

  it('looks at the beginning of words only', () => {
    expect(hits('amburg')).toEqual([]);
  });

  it('finds nothing for nothing, and never a whole tour', () => {
    expect(hits('  ')).toEqual([]);
    const many = Array.from({ length: 40 }, (_, n) => sheet({}, { date: `2026-12-${10 + n}` }));
    expect(find('vienna', many, undefined, '2026-11-29')).toHaveLength(HITS_MAX);
  });
});
