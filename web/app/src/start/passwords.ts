// The one rule for a new password, which the server has too: its length.

import { words } from '../i18n';

const CHARS_MIN = 10;
const CHARS_MAX = 256;

/** What is wrong with a password that somebody chooses; undefined for nothing. */
export function passwordWrong(password: string): string | undefined {
  const n = [...password].length;
  if (n < CHARS_MIN) return words.value.login.tooShort(CHARS_MIN, n);
  return n > CHARS_MAX ? words.value.login.tooLong(CHARS_MAX) : undefined;
}
