// How somebody likes to read. Kept on the device, outside the account, and known before anything is drawn.

import { effect, signal } from '@preact/signals';
import type { HourCycle } from '../time/format';

export interface Prefs {
  language: 'en' | 'de';
  cycle: HourCycle;
  units: 'km' | 'mi';
  theme: 'system' | 'light' | 'dark';
  /** Show only rows of this department; empty for all. */
  department: string;
  /** The tour that was open last. */
  tour: string;
}

const KEY = 'buscall-prefs';

function usual(): Prefs {
  const locale = globalThis.navigator?.language ?? 'en';
  const twelve = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true;
  const miles = /-(US|GB|LR|MM)$/.test(locale);
  return {
    language: locale.startsWith('de') ? 'de' : 'en',
    cycle: twelve && locale.endsWith('-US') ? '12' : '24',
    units: miles ? 'mi' : 'km',
    theme: 'system',
    department: '',
    tour: '',
  };
}

function read(): Prefs {
  try {
    return { ...usual(), ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Prefs>) };
  } catch {
    return usual();
  }
}

export const prefs = signal<Prefs>(read());

export function prefer(change: Partial<Prefs>): void {
  prefs.value = { ...prefs.value, ...change };
}

/** Keeps them, and gives the page its theme and language. */
export function startPrefs(): void {
  effect(() => {
    const { theme, language } = prefs.value;
    document.documentElement.lang = language;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, JSON.stringify(prefs.value));
    } catch {
      // A full or closed storage costs only the preference.
    }
  });
}
