// Whether there is room for the tables of planners.

export function isDesk(): boolean {
  return matchMedia('(min-width: 1000px)').matches;
}
