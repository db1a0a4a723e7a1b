// What a browser wants before it offers to install the app.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { expect, keptOnDevice, test as base } from '../fixtures';

// A window that forgets everything can install nothing, so this profile is on the disk.
const test = base.extend<{ kept: BrowserContext }>({
  kept: async ({ launchOptions }, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'buscall-profile-'));
    const kept = await chromium.launchPersistentContext(folder, launchOptions);
    await use(kept);
    await kept.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

test('a browser finds nothing that keeps the app from being installed', async ({ kept, server }) => {
  const page = await kept.newPage();
  await page.goto(server.url);
  await keptOnDevice(page);
  const tools = await kept.newCDPSession(page);
  const manifest = await tools.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  expect(JSON.parse(manifest.data ?? '')).toMatchObject({
    name: 'Buscall',
    start_url: '/',
    scope: '/',
    display: 'standalone',
  });
  const { installabilityErrors } = await tools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
});

test('every icon of the manifest is there in the size that it says', async ({ page, server }) => {
  await page.goto(server.url);
  const icons = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!.href;
    const manifest = (await (await fetch(link)).json()) as {
      icons: { src: string; sizes: string; purpose?: string }[];
    };
    return await Promise.all(
      manifest.icons.map(async ({ src, sizes, purpose }) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        const found = sizes === 'any' ? 'any' : `${image.naturalWidth}x${image.naturalHeight}`;
        return { sizes, found, purpose };
      }),
    );
  });
  for (const icon of icons) expect(icon.found).toBe(icon.sizes);
  expect(icons.map((icon) => icon.sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(icons.some((icon) => icon.purpose === 'maskable')).toBe(true);
});

test('the app of the home screen has its colours and its icon on every system', async ({ page, server }) => {
  await page.goto(server.url);
  await expect(page.locator('meta[name=theme-color]').first()).toHaveAttribute('content', /^#/);
  await expect(page.locator('link[rel=apple-touch-icon]')).toHaveAttribute('href', /icon/);
});
