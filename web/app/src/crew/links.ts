// Links out of a sheet: to call, to write, and to a map.

import type { Place } from '../api/types';

export function callHref(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '');
  return `tel:${digits}`;
}

/** The first phone number in a text: `Malte Krohn, +49 171 3920035`. */
export function phoneIn(text: string | null | undefined): string | undefined {
  const found = /\+?\d[\d\s()./-]{5,}\d/.exec(text ?? '')?.[0];
  return found && found.replace(/\D/g, '').length >= 6 ? found : undefined;
}

/** An address in one line. */
export function addressOf(place: Partial<Place> | null | undefined): string {
  if (!place) return '';
  const town = [place.postal_code, place.city].filter(Boolean).join(' ');
  return [place.address, town].filter(Boolean).join(', ');
}

const ZOOM = 17;

/**
 * A place on a map. Phones with Android hand `geo:` to whichever map they have, which may be one that needs no
 * network; everything else gets OpenStreetMap. An address finds the door, where a position may only be the town's.
 */
export function mapHref(place: Partial<Place> | null | undefined, android = isAndroid()): string | undefined {
  if (!place) return undefined;
  const { lat, lon } = place;
  const address = place.address
    ? [place.name, addressOf(place), place.country].filter(Boolean).join(', ')
    : '';
  const at = typeof lat === 'number' && typeof lon === 'number' ? `${lat},${lon}` : undefined;
  if (android && (at || address)) return `geo:${at ?? '0,0'}?q=${encodeURIComponent(address || (at ?? ''))}`;
  if (at) return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=${ZOOM}/${lat}/${lon}`;
  return address ? `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}` : undefined;
}

function isAndroid(): boolean {
  return /Android/.test(globalThis.navigator?.userAgent ?? '');
}
