// Finding rows by what somebody types.

/** Whether every word is somewhere in the texts, in any case and with or without accents. */
export function matches(find: string, texts: readonly (string | null | undefined)[]): boolean {
  const plain = simple(texts.filter(Boolean).join(' '));
  return simple(find)
    .split(/\s+/)
    .every((word) => plain.includes(word));
}

function simple(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
