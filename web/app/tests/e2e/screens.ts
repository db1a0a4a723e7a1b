// What holds on every screen: nobody is kept out of it, and nothing has to be scrolled sideways, by day and by night,
// and at twice the size.

import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './fixtures';

export async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
  await expectNoSidewaysScroll(page);
  const size = page.viewportSize();
  if (!size) throw new Error('the page has no size');
  // A browser that shows everything at twice the size has half the room.
  await page.setViewportSize({ width: size.width / 2, height: size.height / 2 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize(size);
}
