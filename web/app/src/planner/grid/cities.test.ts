import { expect, it } from 'vitest';
import { isSpelling, plain, readCity } from './cities';

it('a country is two capitals at the end', () => {
  expect(readCity('Hamburg, DE')).toEqual({ city: 'Hamburg', country: 'DE' });
  expect(readCity('New York US')).toEqual({ city: 'New York', country: 'US' });
  expect(readCity('Frankfurt am Main')).toEqual({ city: 'Frankfurt am Main' });
  expect(readCity('DE')).toEqual({ city: 'DE' });
});

it('letters without their marks are the same city', () => {
  expect(plain('Malmö')).toBe('malmo');
  expect(plain(' ŁÓDŹ ')).toBe('lodz');
  expect(isSpelling('Zurich', 'Zürich')).toBe(true);
  expect(isSpelling('Gothenberg', 'Gothenburg')).toBe(true);
});

it('another city is not taken for a spelling', () => {
  expect(isSpelling('Leipzig', 'Leiden')).toBe(false);
  expect(isSpelling('Bonn', 'Born')).toBe(false);
  expect(isSpelling('Vienna', undefined)).toBe(false);
});
