import { describe, expect, it } from 'vitest';
import type { ChangeLine } from '../../api/types';
import type { Estimate } from './drives';
import { ownMarks } from './marks';
import { at, item, row, sheet, source } from './tour.fixture';
import { rowOf } from './cells';

const estimate: Estimate = { km: 148, total_minutes: 125 };

describe('the cells of a date', () => {
  it('name the record and the field that typing changes', () => {
    const { cells } = row();
    expect(cells.doors.target).toEqual({
      kind: 'schedule_item',
      id: 'item-doors-19:00',
      field: 'when',
      ver: 1,
    });
    expect(cells.status.target).toEqual({ kind: 'day', id: 'day-1', field: 'status', ver: 3 });
    expect(cells.city.target).toEqual({ kind: 'day', id: 'day-1', field: 'place', ver: 3 });
    expect(cells.capacity.target).toEqual({ kind: 'event', id: 'event-1', field: 'capacity', ver: 2 });
    expect(cells.drive.target).toBeUndefined();
  });

  it('show a time of the headliner, and none where the schedule has none', () => {
    const { cells } = row();
    expect(cells.stage.value).toMatchObject({ is: 'time', when: at('21:00', '22:30') });
    expect(cells.bus_call.value).toEqual({ is: 'time', others: [] });
    expect(cells.bus_call.target).toBeUndefined();
  });

  it('cannot be typed into where two rows stand in one', () => {
    const two = sheet({ schedule: [item('doors', at('13:00')), item('doors', at('19:00'))] });
    const { cells } = row(two);
    expect(cells.doors.target).toBeUndefined();
    expect(cells.doors.value).toMatchObject({ when: at('13:00'), others: [{ when: at('19:00') }] });
  });

  it('fall back to the hotel and the way where nothing is played', () => {
    const off = sheet({ events: [], hotels: [{ name: 'Hotel Prater' }] as never }, { day_type: 'day_off' });
    expect(row(off).cells.venue.value).toEqual({ is: 'text', text: 'Hotel Prater', quiet: true });
    const drive = { id: 'leg-1', on: '2026-12-05', title: 'Ferry 07:15', whole: false, disputed: false };
    const travel = row(sheet({ events: [] }), { drive });
    expect(travel.cells.venue.value).toMatchObject({ text: 'Ferry 07:15', quiet: true });
  });

  it('estimate the way only where no drive is planned', () => {
    expect(row(sheet(), { estimate }).cells.drive.value).toEqual({
      is: 'drive',
      km: 148,
      minutes: 125,
      estimated: true,
    });
    expect(row(sheet()).cells.drive.value).toEqual({ is: 'drive', estimated: false });
    const drive = {
      id: 'l',
      on: '2026-12-04',
      title: '',
      km: 460,
      minutes: 320,
      whole: false,
      disputed: false,
    };
    expect(row(sheet(), { estimate, drive }).cells.drive.value).toEqual({
      is: 'drive',
      km: 460,
      minutes: 320,
      estimated: false,
    });
  });

  it('name the road engine of the way, or why an estimate stands in for it', () => {
    const road: Estimate = { km: 162, total_minutes: 130, source: 'osrm', no_answer: null };
    expect(row(sheet(), { estimate: road }).cells.drive.value).toEqual({
      is: 'drive',
      km: 162,
      minutes: 130,
      estimated: false,
      engine: 'osrm',
    });
    const alone: Estimate = { ...estimate, source: 'estimate', no_answer: 'too_slow' };
    expect(row(sheet(), { estimate: alone }).cells.drive.value).toMatchObject({
      estimated: true,
      noAnswer: 'too_slow',
    });
  });

  it('count what is confirmed and what has to be decided', () => {
    const open = sheet({
      schedule: [item('doors', at('19:00')), item('curfew', at('23:00'), { confirmed: false })],
    });
    expect(row(open).cells.confirmed.value).toEqual({ is: 'confirmed', n: 1, of: 2, decisions: 0 });
  });

  it('are disputed where two values stand for their field', () => {
    const disputes = [{ id: 'd', record: 'item-doors-19:00', field: 'when' }] as never;
    const { cells } = row(sheet({ disputes }));
    expect(cells.doors.disputed).toBe(true);
    expect(cells.curfew.disputed).toBe(false);
  });
});

const line = (seq: number, old: string, record = 'item-doors-19:00'): ChangeLine =>
  ({ seq, record, field: 'when', old, author_name: 'Jo Okafor', at: '2026-11-29T10:00:00Z' }) as ChangeLine;

describe('marks of a cell', () => {
  it('tell who changed it last and what it was before the first change', () => {
    const { cells } = row(sheet(), { unseen: [line(1, '18:30'), line(2, '18:45')] });
    expect(cells.doors.changed).toEqual({ by: 'Jo Okafor', at: '2026-11-29T10:00:00Z', old: '18:30' });
    expect(cells.curfew.changed).toBeUndefined();
  });

  it('tell who is at it just now', () => {
    const fresh = new Map([['day-1.status', { name: 'Jo Okafor' }]]);
    const { cells } = row(sheet(), { fresh });
    expect(cells.status.fresh).toEqual({ name: 'Jo Okafor' });
    expect(cells.type.fresh).toBeUndefined();
  });

  it('tell how far this device’s own edit has got', () => {
    const edits = [{ do: 'set', kind: 'day', id: 'day-1', fields: { status: ['confirmed', 'cancelled'] } }];
    const entry = (state: string, why?: string) =>
      ({ id: 'e', state, group: { edits }, ...(why ? { why } : {}) }) as never;
    expect(row(sheet(), { own: ownMarks([entry('waiting')]) }).cells.status.state).toBe('waiting');
    expect(row(sheet(), { own: ownMarks([entry('waiting')]) }).cells.type.state).toBeUndefined();
    expect(row(sheet(), { own: ownMarks([entry('refused', 'too late')]) }).cells.status).toMatchObject({
      state: 'refused',
      why: 'too late',
    });
    expect(row(sheet(), { own: ownMarks([entry('sent')]) }).cells.status.state).toBeUndefined();
  });

  it('tell of a refused row in the empty cell where it would stand', () => {
    const fields = { day: 'day-1', item_type: 'bus_call' };
    const edits = [{ do: 'create', kind: 'schedule_item', scope: 's', id: 'new', fields }];
    const own = ownMarks([{ id: 'e', state: 'refused', group: { edits } } as never]);
    expect(row(sheet(), { own }).cells.bus_call.state).toBe('refused');
  });
});

it('a row that says the same is written the same', () => {
  expect(JSON.stringify(rowOf(source()))).toBe(JSON.stringify(rowOf(source())));
});
