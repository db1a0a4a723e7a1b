import { describe, expect, it } from 'vitest';
import { at, desk, item, row, sheet } from './tour.fixture';
import { clear, retimed, write } from './writing';

const nothing = { ok: true, edits: [] };

describe('a time', () => {
  it('goes from what the screen showed to what was typed', () => {
    expect(write(row(), 'doors', '19.30', desk())).toEqual({
      ok: true,
      edits: [
        {
          do: 'set',
          kind: 'schedule_item',
          id: 'item-doors-19:00',
          fields: { when: [at('19:00'), at('19:30')] },
        },
      ],
    });
  });

  it('keeps its length when only a start is typed', () => {
    const written = retimed('10:00', at('09:00', '11:00'));
    expect(written).toMatchObject({ ok: true, when: at('10:00', '12:00') });
    expect(retimed('10:00-10:30', at('09:00', '11:00'))).toMatchObject({ when: at('10:00', '10:30') });
    expect(retimed('tbd', at('09:00', '11:00'))).toMatchObject({ when: { precision: 'tbd', sort: '09:00' } });
    expect(retimed('23:00+2', at('09:00', '11:00'))).toMatchObject({ when: at('23:00+2') });
  });

  it('that is not there yet becomes a row of the schedule', () => {
    const written = write(row(), 'bus_call', '01:30+1', desk());
    const fields = { day: 'day-1', title: 'Bus call', item_type: 'bus_call', when: at('01:30+1') };
    expect(written).toMatchObject({
      ok: true,
      edits: [{ do: 'create', kind: 'schedule_item', scope: 'everyone', fields }],
    });
  });

  it('that cannot be read is refused with how it was understood', () => {
    expect(write(row(), 'doors', '25:70', desk())).toMatchObject({
      ok: false,
      refusal: { key: 'time', why: { key: 'minute' }, understood: '25:70' },
    });
  });

  it('that says the same changes nothing', () => {
    expect(write(row(), 'doors', '19:00', desk())).toEqual(nothing);
  });

  it('of which there are two is changed elsewhere', () => {
    const two = sheet({ schedule: [item('doors', at('13:00')), item('doors', at('19:00'))] });
    expect(write(row(two), 'doors', '14:00', desk(two))).toMatchObject({
      ok: false,
      refusal: { key: 'several' },
    });
    expect(clear(row(two), 'doors', desk(two))).toMatchObject({ ok: false, refusal: { key: 'several' } });
  });

  it('that is cleared takes its row along', () => {
    const gone = {
      ok: true,
      edits: [{ do: 'delete', kind: 'schedule_item', id: 'item-doors-19:00', ver: 1 }],
    };
    expect(clear(row(), 'doors', desk())).toEqual(gone);
    expect(write(row(), 'doors', ' ', desk())).toEqual(gone);
    expect(clear(row(), 'bus_call', desk())).toEqual(nothing);
  });
});

describe('a type or status', () => {
  it('is set by what people call it', () => {
    const edits = [{ do: 'set', kind: 'day', id: 'day-1', fields: { day_type: ['show', 'day_off'] } }];
    expect(write(row(), 'type', 'Off', desk())).toEqual({ ok: true, edits });
  });

  it('that does not exist is refused, and a day always has one', () => {
    expect(write(row(), 'status', 'maybe', desk())).toMatchObject({ ok: false, refusal: { key: 'choice' } });
    expect(clear(row(), 'status', desk())).toMatchObject({ ok: false, refusal: { key: 'empty' } });
  });
});

const placed = (written: ReturnType<typeof write>) =>
  written.ok && written.edits[0]?.do === 'set' ? (written.edits[0].fields.place as unknown[])[1] : undefined;

describe('a city', () => {
  it('written differently keeps the rest of its place', () => {
    expect(placed(write(row(), 'city', 'Viénna', desk()))).toMatchObject({ city: 'Viénna', lat: 48.2 });
  });

  it('that the tour knows brings its position along', () => {
    expect(placed(write(row(), 'city', 'Krakow', desk()))).toEqual({
      city: 'Krakow',
      country: 'PL',
      lat: 50.06,
      lon: 19.94,
      zone: 'Europe/Warsaw',
    });
  });

  it('that nobody knows drops the old position only after a word', () => {
    const asked = write(row(), 'city', 'Graz', desk());
    expect(asked).toEqual({ ok: false, refusal: { key: 'otherCity', city: 'Graz', from: 'Vienna' } });
    expect(placed(write(row(), 'city', 'Graz, AT', desk(), 'other'))).toEqual({
      city: 'Graz',
      country: 'AT',
    });
    expect(placed(write(row(), 'city', 'Wien', desk(), 'spelling'))).toMatchObject({
      city: 'Wien',
      lat: 48.2,
    });
  });

  it('is not changed where the device does not know the place', () => {
    const blind = desk(sheet(), { place: undefined });
    expect(write(row(), 'city', 'Graz', blind)).toMatchObject({
      ok: false,
      refusal: { key: 'placeUnknown' },
    });
  });

  it('that says the same changes nothing', () => {
    expect(write(row(), 'city', 'Vienna, AT', desk())).toEqual(nothing);
  });
});

describe('a house', () => {
  it('that the tour has is chosen', () => {
    const edits = [{ do: 'set', kind: 'event', id: 'event-1', fields: { venue: ['venue-1', 'venue-2'] } }];
    expect(write(row(), 'venue', 'halle 9', desk())).toEqual({ ok: true, edits });
  });

  it('that is new is made in the same step', () => {
    const written = write(row(), 'venue', 'Arena', desk());
    expect(written.ok && written.edits.map((edit) => edit.do)).toEqual(['create', 'set']);
  });

  it('makes an event where a show has none, and none on a day off', () => {
    const bare = sheet({ events: [] });
    expect(write(row(bare), 'venue', 'Halle 9', desk(bare))).toMatchObject({
      edits: [
        { do: 'create', kind: 'event', fields: { day: 'day-1', venue: 'venue-2', event_type: 'show' } },
      ],
    });
    const off = sheet({ events: [] }, { day_type: 'day_off' });
    expect(write(row(off), 'venue', 'Halle 9', desk(off))).toMatchObject({ refusal: { key: 'noEvent' } });
  });
});

it('a capacity is read with any marks between its digits, and nothing else', () => {
  const edits = [{ do: 'set', kind: 'event', id: 'event-1', fields: { capacity: [2000, 2400] } }];
  for (const text of ['2400', '2,400', '2.400', '2 400']) {
    expect(write(row(), 'capacity', text, desk())).toEqual({ ok: true, edits });
  }
  for (const text of ['sold out', '-5', '1000001', '2k']) {
    expect(write(row(), 'capacity', text, desk())).toMatchObject({ ok: false, refusal: { key: 'number' } });
  }
});

it('what follows from elsewhere is not typed', () => {
  expect(write(row(), 'drive', '300 km', desk())).toMatchObject({ ok: false, refusal: { key: 'follows' } });
});
