// The one clock that ticks. Screens read the minute, so that nothing is drawn anew each second.

import { signal } from '@preact/signals';

const TICK_MS = 1_000;

/** Milliseconds since 1970 at the beginning of this minute. */
export const minuteNow = signal(floorMinute(Date.now()));

function floorMinute(at: number): number {
  return Math.floor(at / 60_000) * 60_000;
}

/** Keeps the clock going; the answer stops it. */
export function startClock(): () => void {
  const tick = () => {
    minuteNow.value = floorMinute(Date.now());
  };
  const timer = setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
  tick();
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}
