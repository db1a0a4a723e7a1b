// What somebody else has just saved: their cells carry their initials for a few seconds. Afterwards the cells stay
// marked as changed until the day is looked at.

import { computed, effect, signal } from '@preact/signals';
import type { ChangeLine } from '../../api/types';
import { arrived, changeLines } from '../../data/changes';
import { account } from '../../data/session';
import { minuteNow } from '../../time/now';

const SHOWN_MS = 10_000;
/** Whose face stands at the head of the desk. */
const LATELY_MS = 15 * 60_000;
const FACES_MAX = 5;

export interface FreshMark {
  name: string;
}

/** By `record.field`; a record that was made stands under `record.*`. */
export const fresh = signal<ReadonlyMap<string, FreshMark>>(new Map());

/** Follows what arrives for as long as the desk is open. */
export function startFresh(): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const stop = effect(() => {
    const keys = freshKeys(arrived.value, account.peek()?.name);
    if (keys.size === 0) return;
    fresh.value = new Map([...fresh.peek(), ...keys]);
    const timer = setTimeout(() => {
      timers.delete(timer);
      fresh.value = new Map([...fresh.peek()].filter(([key, mark]) => keys.get(key) !== mark));
    }, SHOWN_MS);
    timers.add(timer);
  });
  return () => {
    stop();
    for (const timer of timers) clearTimeout(timer);
    fresh.value = new Map();
  };
}

/** The cells that lines by others are about. */
export function freshKeys(lines: readonly ChangeLine[], own: string | undefined): Map<string, FreshMark> {
  const keys = new Map<string, FreshMark>();
  for (const { author_name: name, outcome, record, field } of lines) {
    const inForce = outcome === 'applied' || outcome === 'merged' || outcome === 'disputed';
    if (name && name !== own && inForce) keys.set(`${record}.${field ?? '*'}`, { name });
  }
  return keys;
}

/** The newest line of each person who changed something lately, the last one first. */
export const lately = computed<ChangeLine[]>(() => {
  const since = minuteNow.value - LATELY_MS;
  const people = new Map<string, ChangeLine>();
  for (const line of changeLines.value.toReversed()) {
    if (Date.parse(line.at) < since || people.size >= FACES_MAX) break;
    const name = line.author_name;
    if (name && name !== account.value?.name && !people.has(name)) people.set(name, line);
  }
  return [...people.values()];
});

/** `Jo Okafor` → `JO`. */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map(
    (part) => [...(part ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}

const TONES = 6;

/** The same colour for the same person, among the tapes; yellow is left out, because it means now. */
export function toneOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % TONES;
}
