import { describe, expect, it } from 'vitest';
import type { SheetChange, SheetVersion } from '../../api/types';
import { standingOf } from './standing';

const moved = (title: string) => ({ record: title, title, differs: 'moved' }) as SheetChange;

function aVersion(edition: string, label: string, since: SheetChange[]): SheetVersion {
  return { edition, label, since, changed: [] } as unknown as SheetVersion;
}

const versions = [
  aVersion('03', '3', []),
  aVersion('02', '2', [moved('Soundcheck')]),
  aVersion('01', '1', [moved('Soundcheck'), moved('Doors')]),
];

describe('paper', () => {
  it('of the newest version is up to date while nothing has changed since', () => {
    expect(standingOf(versions, '03')).toEqual({ kind: 'current', label: '3' });
  });

  it('of an older one is told all that has changed since, whatever came between', () => {
    const standing = standingOf(versions, '01');
    expect(standing).toMatchObject({ kind: 'old', label: '1', now: '3', nLater: 0 });
    expect(standing.kind === 'old' && standing.since.map((one) => one.title)).toEqual([
      'Soundcheck',
      'Doors',
    ]);
    expect(standing.kind === 'old' && standing.news.map((one) => one.label)).toEqual(['3', '2']);
  });

  it('of the newest version is old as soon as something changes that nobody has published', () => {
    const [newest, ...older] = versions;
    const later = [{ ...newest, since: [moved('Curfew')] } as SheetVersion, ...older];
    expect(standingOf(later, '03')).toMatchObject({ kind: 'old', news: [], nLater: 1 });
  });

  it('that nothing is known of is older only where this device has a later version', () => {
    expect(standingOf(versions, '00').kind).toBe('older');
    expect(standingOf(versions, '04').kind).toBe('newer');
    expect(standingOf([], '00').kind).toBe('newer');
  });
});
