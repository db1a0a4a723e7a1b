import { describe, expect, it } from 'vitest';
import { listFile, sheetPdf, table } from './files';

describe('addresses of files', () => {
  it('name the variant, the paper and the clock', () => {
    expect(sheetPdf('t', '2026-12-04', { variant: 'crew', size: 'a4', cycle: '24' })).toBe(
      '/v1/tours/t/days/2026-12-04.pdf?variant=crew&size=a4&clock=24',
    );
    expect(table('t', 'people', 'xlsx')).toBe('/v1/tours/t/people.xlsx');
  });

  it('carry the secret of a link, and not its page', () => {
    const link = 'https://book.example.com/s/buscall_day_abc-_1';
    const print = { variant: 'wall', size: 'letter', cycle: '12', link } as const;
    expect(sheetPdf('t', '2026-12-04', print)).toContain('&link=buscall_day_abc-_1');
  });

  it('are those of an event or of a stay', () => {
    expect(listFile('t', { event: 'e' }, 'csv')).toBe('/v1/tours/t/events/e/guest_list.csv');
    expect(listFile('t', { stay: 's' }, 'pdf')).toBe('/v1/tours/t/hotel_stays/s/rooming_list.pdf');
  });
});
