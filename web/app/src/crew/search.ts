// Finding by a few letters, however they are written: without case, and without the marks on letters.

export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .trim();
}

/** Whether every word of the question stands somewhere in the texts. */
export function matches(question: string, texts: readonly (string | null | undefined)[]): boolean {
  const there = plain(texts.filter(Boolean).join(' '));
  return plain(question)
    .split(/\s+/)
    .every((word) => there.includes(word));
}
