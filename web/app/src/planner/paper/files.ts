// The addresses of what the server makes of a tour for paper, spreadsheets and calendars. They are opened by the
// browser itself, which sends the log-in along.

export const VARIANTS = ['everyone', 'crew', 'party', 'driver', 'wall', 'own'] as const;
export type Variant = (typeof VARIANTS)[number];
/** Variants that a link may show to whoever has it; `own` is for its printer alone. */
export const LINKED = ['everyone', 'crew', 'party', 'driver', 'wall'] as const satisfies readonly Variant[];
export const SIZES = ['a4', 'letter'] as const;
export type Size = (typeof SIZES)[number];
export const TABLES = ['routing', 'schedule', 'people', 'contacts'] as const;

export interface Print {
  variant: Variant;
  size: Size;
  cycle: string;
  /** The address of a link whose page the code on the paper opens. */
  link?: string | undefined;
}

export function sheetPdf(tour: string, date: string, { variant, size, cycle, link }: Print): string {
  const secret = link?.split('/').at(-1);
  return of(tour, `days/${date}.pdf`, { variant, size, clock: cycle, ...(secret ? { link: secret } : {}) });
}

export function bookPdf(tour: string, variant: Variant): string {
  return of(tour, 'book.pdf', { variant });
}

export function routingPdf(tour: string): string {
  return of(tour, 'routing.pdf');
}

export function advancePdf(tour: string, advance: string): string {
  return of(tour, `advances/${advance}.pdf`);
}

export function table(tour: string, name: (typeof TABLES)[number], format: 'csv' | 'xlsx'): string {
  return of(tour, `${name}.${format}`);
}

export function archive(tour: string): string {
  return of(tour, 'archive.json');
}

export function calendar(tour: string, shape: 'days' | 'items'): string {
  return of(tour, 'calendar.ics', { shape });
}

/** The list of an event for its box office, or of a stay for its hotel. */
export function listFile(tour: string, list: ListOf, format: 'pdf' | 'csv' | 'xlsx'): string {
  return of(tour, `${listPath(list)}.${format}`);
}

export type ListOf = { event: string } | { stay: string };

export function listPath(list: ListOf): string {
  return 'event' in list ? `events/${list.event}/guest_list` : `hotel_stays/${list.stay}/rooming_list`;
}

function of(tour: string, file: string, query: Record<string, string> = {}): string {
  const asked = new URLSearchParams(query).toString();
  return `/v1/tours/${tour}/${file}${asked && `?${asked}`}`;
}
