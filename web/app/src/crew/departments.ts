// Which strip of tape a department has. Tape always carries the department's name as well; a department that nobody
// foresaw is on grey tape.

export type TapeColour = 'audio' | 'lx' | 'video' | 'rig' | 'band' | 'cater' | 'truck';

/** Beginnings of names in English and German, as tours write them. */
const COLOURS: readonly [RegExp, TapeColour][] = [
  [/^(audio|sound|foh|mon|ton\b|pa\b)/, 'audio'],
  [/^(li?ght|lights|lx|licht|electric)/, 'lx'],
  [/^(video|cam|screen|led)/, 'video'],
  [/^(rig|backline|carpent|stage|bühne|sfx|pyro)/, 'rig'],
  [/^(band|artist|music|talent|support|musik|künstler)/, 'band'],
  [/^(cater|hospitality|food|kitchen|küche)/, 'cater'],
  [/^(truck|driver|transport|bus|lkw|fahrer|logisti)/, 'truck'],
];

/** The colour of a department; undefined for grey. */
export function tapeOf(department: string): TapeColour | undefined {
  const name = department.trim().toLowerCase();
  return COLOURS.find(([beginning]) => beginning.test(name))?.[1];
}

/** Whether a row concerns somebody of a department: rows without one concern everybody. */
export function concerns(departments: readonly string[], department: string): boolean {
  return department === '' || departments.length === 0 || departments.some((one) => same(one, department));
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Every department of some rows, each once, by name. */
export function departmentsOf(rows: readonly { departments: readonly string[] }[]): string[] {
  const names = new Map<string, string>();
  for (const name of rows.flatMap((row) => row.departments)) {
    const key = name.trim().toLowerCase();
    if (!names.has(key)) names.set(key, name);
  }
  return [...names.values()].toSorted((a, b) => a.localeCompare(b));
}
