// Work that waits until what somebody asked for is on the screen.

/** No longer than this, however busy the app is. */
const WAIT_MS_MAX = 3_000;
/** Where the browser does not say when it has nothing to do. */
const GUESS_MS = 1_500;

export function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: WAIT_MS_MAX });
  else setTimeout(run, GUESS_MS);
}
