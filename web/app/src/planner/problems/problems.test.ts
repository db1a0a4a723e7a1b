import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal } from '../../time/zones';
import type { DaySheet } from '../../api/types';
import { drivesInto, type Drive } from '../grid/drives';
import { at, item, leg, sheet } from '../grid/tour.fixture';
import { problemsOf } from './problems';

beforeAll(loadTemporal);

const TODAY = '2026-12-01';

function found(sheets: DaySheet[], more: { today?: string; drives?: Map<string, Drive> } = {}) {
  const positions = new Map(sheets.map(({ header }) => [header.date, {}]));
  return problemsOf({ sheets, drives: new Map(), positions, today: TODAY, ...more });
}

const keys = (...of: Parameters<typeof found>) => found(...of).map(({ said }) => said.key);

it('a day on which all is well has no problems', () => {
  expect(found([sheet()])).toEqual([]);
});

it('what the server has found is said in its place', () => {
  const problems = [{ kind: 'past_curfew', record: 'x', text: 'Set runs to 23:30' }] as never;
  expect(found([sheet({ problems })])).toMatchObject([
    { weight: 'stop', column: 'curfew', mend: { page: 'day', date: '2026-12-05' } },
  ]);
  const zone = [{ kind: 'no_zone', record: 'x', text: 'No time zone is set' }] as never;
  expect(found([sheet({ problems: zone })])).toMatchObject([{ weight: 'check' }]);
});

const sets = (...times: [string, string, string?][]) =>
  sheet({
    schedule: [
      ...sheet().schedule.filter((row) => row.item_type !== 'set'),
      ...times.map(([start, end, party], n) =>
        item('set', at(start, end), { event: `event-${n}`, ...(party ? { party } : {}) }),
      ),
    ],
  });

describe('two shows at once', () => {
  it('are a problem', () => {
    expect(keys([sets(['20:00', '21:30'], ['21:00', '22:00'])])).toEqual(['overlap']);
  });

  it('are none one after the other, or of two parties', () => {
    expect(keys([sets(['15:00', '16:30'], ['16:30', '18:00'])])).toEqual([]);
    expect(keys([sets(['20:00', '21:30', 'A'], ['21:00', '22:00', 'B'])])).toEqual([]);
  });
});

const before = (more: Record<string, unknown>) =>
  sheet({ travel: [leg(more)] }, { date: '2026-12-04', day: 'day-0', city: 'Kraków', day_type: 'day_off' });

describe('a drive', () => {
  const drive = (more: Record<string, unknown>) => {
    const sheets = [before(more), sheet()];
    return found(sheets, { drives: drivesInto(sheets) });
  };

  it('that arrives before work and is short is none', () => {
    expect(drive({})).toEqual([]);
  });

  it('that arrives after load-in does not fit, and is mended where it leaves', () => {
    const arrive = { ...leg().arrive, instant: '2026-12-05T09:30:00Z' };
    expect(drive({ arrive })).toMatchObject([
      {
        weight: 'stop',
        column: 'drive',
        mend: { page: 'day', date: '2026-12-04' },
        said: { key: 'drive', long: false, late: { title: 'load_in' } },
      },
    ]);
  });

  it('of more than nine hours is long for one driver, of more than ten it does not fit', () => {
    expect(drive({ drive_minutes: 540 })).toEqual([]);
    expect(drive({ drive_minutes: 541 })).toMatchObject([{ weight: 'check', said: { long: true } }]);
    expect(drive({ drive_minutes: 601 })).toMatchObject([{ weight: 'stop' }]);
  });

  it('is not judged by the hours of a flight, nor by a way whose driving nobody knows', () => {
    expect(drive({ mode: 'flight', drive_minutes: 700 })).toEqual([]);
    expect(drive({ drive_minutes: null, duration_minutes: 700 })).toEqual([]);
  });
});

describe('what is missing', () => {
  it('is named once for a show, with every time', () => {
    const bare = sheet({ schedule: [item('set', at('21:00', '22:30'))] });
    expect(found([bare])).toMatchObject([
      {
        said: { key: 'missing', columns: ['load_in', 'doors', 'curfew'] },
        mend: { page: 'grid', column: 'load_in' },
      },
    ]);
  });

  it('is no load-in on the second night in a house', () => {
    const second = sheet(
      { schedule: sheet().schedule.filter((row) => row.item_type !== 'load_in') },
      { date: '2026-12-06' },
    );
    expect(keys([sheet(), second])).toEqual([]);
    expect(keys([second])).toEqual(['missing']);
  });

  it('is nothing on a day off, on a cancelled show, and before today', () => {
    const schedule: DaySheet['schedule'] = [];
    expect(keys([sheet({ schedule }, { day_type: 'day_off' })])).toEqual([]);
    expect(keys([sheet({ schedule }, { status: 'cancelled' })])).toEqual([]);
    expect(keys([sheet({ schedule })], { today: '2026-12-06' })).toEqual([]);
  });

  it('is a place where a day has neither city nor position', () => {
    const nowhere = sheet({}, { city: null });
    expect(
      problemsOf({ sheets: [nowhere], drives: new Map(), positions: new Map(), today: TODAY }),
    ).toMatchObject([{ said: { key: 'noPlace' }, column: 'city' }]);
  });
});

it('rows that are not confirmed are a problem from three days before', () => {
  const open = sheet({
    schedule: sheet().schedule.map((row) => ({ ...row, confirmed: row.item_type !== 'doors' })),
  });
  expect(keys([open], { today: '2026-12-01' })).toEqual([]);
  expect(found([open], { today: '2026-12-02' })).toMatchObject([
    { weight: 'check', said: { key: 'unconfirmed', n: 1, of: 4, days: 3 } },
  ]);
});

it('what has to be decided stays a problem when its day is over', () => {
  const disputes = [
    {
      id: 'd',
      title: 'Bus call',
      label: 'Time',
      in_force: { text: '01:30+1' },
      candidates: [{ text: '02:00+1' }],
    },
  ] as never;
  expect(found([sheet({ disputes })], { today: '2027-01-01' })).toMatchObject([
    { said: { key: 'dispute', values: ['01:30+1', '02:00+1'] }, mend: { page: 'decisions' } },
  ]);
});

it('what cannot work stands before what only needs a look', () => {
  const late = sheet(
    { problems: [{ kind: 'past_curfew', record: 'x', text: '' }] as never },
    { date: '2026-12-07', day: 'day-2' },
  );
  const bare = sheet({ schedule: [] });
  expect(keys([bare, late])).toEqual(['server', 'missing']);
});

describe('what the server checks', () => {
  const fix = { kind: 'second_driver', text: 'Second driver for Bus A, to be named', edits: [] };
  const check = (more: Record<string, unknown>) =>
    ({
      kind: 'driver_hours',
      weight: 'decision',
      date: '2026-12-05',
      day_id: 'day-1',
      vehicles: [],
      text: 'Kraków → Wien needs a second driver',
      article: 'Regulation (EC) 561/2006, Art. 6(1)',
      fixes: [fix],
      ...more,
    }) as never;
  const checked = (...problems: never[]) =>
    problemsOf({
      sheets: [sheet()],
      drives: new Map(),
      positions: new Map([['2026-12-05', {}]]),
      today: TODAY,
      checks: { problems, n_decisions: problems.length, packs: [], notice: '' },
    });

  it('stands among the problems, with its article and what would help', () => {
    expect(checked(check({}))).toMatchObject([
      {
        weight: 'stop',
        column: 'drive',
        said: { key: 'check', fixes: [fix], article: 'Regulation (EC) 561/2006, Art. 6(1)' },
      },
    ]);
    expect(checked(check({ weight: 'warning', kind: 'overdrive' }))).toMatchObject([{ weight: 'check' }]);
  });

  it('is left out where this device says it by itself, and before today', () => {
    expect(checked(check({ kind: 'two_shows_at_once' }), check({ kind: 'zone_change' }))).toEqual([]);
    expect(checked(check({ date: '2026-11-30' }))).toEqual([]);
  });

  it('takes the place of what this device says of the drive', () => {
    const sheets = [before({ drive_minutes: 601 }), sheet()];
    const tour = {
      sheets,
      drives: drivesInto(sheets),
      positions: new Map(sheets.map((one) => [one.header.date, {}])),
      today: TODAY,
    };
    const told = problemsOf({
      ...tour,
      checks: { problems: [check({})], n_decisions: 1, packs: [], notice: '' },
    });
    expect(told.map(({ said }) => said.key)).toEqual(['check']);
  });
});
