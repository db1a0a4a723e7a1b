// Counting in languages with two forms, which English and German are.

/** `1 edit`, `2 edits`. */
export const one = (n: number, single: string, many: string) => `${n} ${n === 1 ? single : many}`;
