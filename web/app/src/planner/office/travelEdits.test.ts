import { expect, test } from 'vitest';
import { formOf, newTravel, travelEdits, type Cities, type TravelForm } from './travelEdits';

const zones = { depart: 'Europe/Berlin', arrive: 'Europe/Berlin' };
const record = {
  day: 'day',
  mode: 'bus',
  from: { city: 'Hamburg', country: 'DE', lat: 53.5, lon: 10, zone: 'Europe/Berlin' },
  to: { city: 'Cologne', country: 'DE', zone: 'Europe/Berlin' },
  depart: { precision: 'exact', start: '01:30+1' },
  depart_zone: 'Europe/Berlin',
  distance_km: 425,
  people: ['ida', 'jo'],
};
const cities: Cities = new Map([
  ['paris', { city: 'Paris', country: 'FR', lat: 48.8, lon: 2.3, zone: 'Europe/Paris' }],
]);

function edits(change: Partial<TravelForm>, fields: Record<string, unknown> = record) {
  const first = formOf(fields, zones);
  return travelEdits('leg', fields, first, { ...first, ...change }, cities);
}

test('a form that nobody touched changes nothing', () => {
  expect(edits({})).toEqual([]);
});

test('a changed field says from what to what, and nothing else is said', () => {
  expect(edits({ distance: 430, notes: ' Ferry? ' })).toEqual([
    { do: 'set', kind: 'travel', id: 'leg', fields: { distance_km: [425, 430], notes: [null, 'Ferry?'] } },
  ]);
});

test('another city brings its own place, and nothing of the old one stays', () => {
  const depart = { ...formOf(record, zones).depart, city: 'Paris', zone: 'Europe/Paris' };
  expect(edits({ depart })).toMatchObject([
    {
      fields: {
        from: [record.from, { city: 'Paris', country: 'FR', lat: 48.8, lon: 2.3, zone: 'Europe/Paris' }],
        depart_zone: ['Europe/Berlin', null],
      },
    },
  ]);
});

test('a station in the same city keeps the coordinates of the city', () => {
  const arrive = { ...formOf(record, zones).arrive, name: 'Hauptbahnhof' };
  const [edit] = edits({ arrive });
  expect(edit?.do === 'set' && edit.fields.to).toEqual([record.to, { ...record.to, name: 'Hauptbahnhof' }]);
});

test('people are added and removed one by one, so that two planners do not undo each other', () => {
  expect(edits({ people: ['jo', 'sam'] })).toEqual([
    { do: 'add', kind: 'travel', id: 'leg', field: 'people', value: 'sam' },
    { do: 'remove', kind: 'travel', id: 'leg', field: 'people', value: 'ida' },
  ]);
});

test('a new leg says its day and leaves out what is empty', () => {
  const form = { ...formOf({ day: 'day', mode: 'flight' }, zones), number: 'LH 2048' };
  form.depart.zone = '';
  form.arrive.zone = '';
  expect(newTravel('scope', form, cities)).toMatchObject({
    do: 'create',
    kind: 'travel',
    fields: { day: 'day', mode: 'flight', number: 'LH 2048' },
  });
  const made = newTravel('scope', form, cities);
  expect(made.do === 'create' && Object.keys(made.fields)).toEqual(['mode', 'number', 'day']);
});

test('an end without a place keeps a zone of its own', () => {
  const form = formOf({ day: 'day' }, zones);
  const made = newTravel('scope', form, cities);
  expect(made.do === 'create' && made.fields).toMatchObject({ depart_zone: 'Europe/Berlin' });
});
