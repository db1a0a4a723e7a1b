// The key of a question that somebody writes. Pure.

const KEY_MAX = 40;

/** `Fog machine allowed?` → `fog_machine_allowed`; another one where the sheet asks that already. */
export function keyOf(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '')
    .slice(0, KEY_MAX - 4)
    .replace(/_+$/, '');
  const base = plain === '' ? 'question' : plain;
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? base : `${base}_${n}`;
    if (!taken.has(key)) return key;
  }
}
