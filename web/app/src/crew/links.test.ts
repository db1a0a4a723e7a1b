import { describe, expect, it } from 'vitest';
import { addressOf, callHref, mapHref, phoneIn } from './links';

describe('links', () => {
  it('dial without spaces', () => {
    expect(callHref('+49 (0)40 669-69')).toBe('tel:+4904066969');
  });

  it('find the number in a text, and none in a room number', () => {
    expect(phoneIn('Malte Krohn, +49 171 3920035')).toBe('+49 171 3920035');
    expect(phoneIn('Level 1, room 104, ext. 104')).toBeUndefined();
    expect(phoneIn(null)).toBeUndefined();
  });

  it('lead to a map by position, else by address, else nowhere', () => {
    expect(mapHref({ lat: 53.5, lon: 9.9, address: 'Uferstraße 12' }, false)).toContain('mlat=53.5&mlon=9.9');
    expect(mapHref({ name: 'Hall', address: 'Uferstraße 12', city: 'Hamburg' }, false)).toContain(
      'search?query=Hall',
    );
    expect(mapHref({ city: 'Hamburg' }, false)).toBeUndefined();
    expect(mapHref(null, false)).toBeUndefined();
  });

  it('lead to the map of the phone on Android, by the address', () => {
    expect(mapHref({ lat: 53.5, lon: 9.9, name: 'Hall', address: 'Uferstraße 12' }, true)).toBe(
      'geo:53.5,9.9?q=Hall%2C%20Uferstra%C3%9Fe%2012',
    );
  });

  it('write an address in one line', () => {
    expect(addressOf({ address: 'Am Kai 1', postal_code: '20457', city: 'Hamburg' })).toBe(
      'Am Kai 1, 20457 Hamburg',
    );
    expect(addressOf(undefined)).toBe('');
  });
});
