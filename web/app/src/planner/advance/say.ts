// Advancing in the reader's words.

import { computed } from '@preact/signals';
import type { Input } from '../../api/types';
import { sheetOn } from '../../data/book';
import { prefs } from '../../data/prefs';
import { shortDate, words } from '../../i18n';
import { planWords } from '../words';
import { isWhen, readAnswer, showAnswer, typedAnswer, type AnswerWords, type Typed } from './answers';

export const advanceWords = computed(() => planWords.value.advance);

const answerWords = computed<AnswerWords>(() => ({
  ...advanceWords.value.answerDialog,
  time: words.value.timeEntry,
}));

/** An answer as it is read; files by their names. */
export function answerText(input: Input, value: unknown, date: string): string {
  if (input.type === 'file' && Array.isArray(value)) {
    const files = sheetOn(date)?.sheet.files ?? [];
    return value.map((id) => files.find((file) => file.id === id)?.name ?? '…').join('\n');
  }
  const { yes, no } = answerWords.value;
  return showAnswer(input, value, { yes, no, cycle: prefs.value.cycle, time: words.value.time });
}

/** An answer as it stands in a field to be changed. */
export function answerTyped(input: Input, value: unknown): string {
  if (isWhen(value) && input.type === 'clock') return typedAnswer(input, value, 'yes', 'no');
  return typedAnswer(input, value, answerWords.value.yes, answerWords.value.no);
}

export function readTyped(input: Input, text: string): Typed {
  return readAnswer(input, text, answerWords.value);
}

/** `Schedule`, and `Times` for a narrow column. */
export function sectionName(section: string): readonly [string, string] {
  return advanceWords.value.section[section] ?? [section, section];
}

export function statusText(status: string): string {
  return advanceWords.value.status[status] ?? status;
}

/** `Fri 4 Dec · Paradiso · Amsterdam`. The server writes its dates in English. */
export function showName({ date, show }: { date: string; show: string }): string {
  return [shortDate(date), ...show.split(' · ').slice(1)].join(' · ');
}
