// What every test of a browser begins with: a server, people who are logged in, and the checks that hold on every
// screen.

import { readFileSync } from 'node:fs';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { PEOPLE, Server, type Who } from './server';

export { expect } from '@playwright/test';
export { PEOPLE, type Who } from './server';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

interface Fixtures {
  /** The address of a place in the demo's tour. */
  at: (place?: string) => string;
  /** Logs in through the page, as people do. */
  logIn: (page: Page, who: Who) => Promise<void>;
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    // Playwright reads from the first argument which fixtures are wanted.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = new Server();
      await server.start();
      await use(server);
      await server.end();
    },
    { scope: 'worker' },
  ],
  at: async ({ server }, use) => {
    await use((place = '') => `${server.url}/tours/${server.tour}${place ? `/${place}` : ''}`);
  },
  logIn: async ({ server }, use) => {
    await use(async (page, who) => {
      await page.goto(`${server.url}/login`);
      await page.getByLabel('E-mail').fill(PEOPLE[who].email);
      await page.getByLabel('Password', { exact: true }).fill(PEOPLE[who].password);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.waitForURL(/\/tours\//);
    });
  },
});

/** The date of the demo's show, which is always today in Hamburg. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date());
}

/** Waits until the app's own files are kept on the device. */
export async function keptOnDevice(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
}

/** Finds nothing that keeps somebody from using the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    type Violation = { id: string; nodes: { target: string[]; failureSummary?: string }[] };
    const { violations } = await axe.run();
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
  expect(found).toEqual([]);
}

/** Nothing has to be scrolled sideways to be read. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(screen ?? 0);
}

/** Everything that the browser keeps of this origin, as text: databases, caches, storages. */
export async function everythingKept(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        parts.push(JSON.stringify(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)))));
      }
      db.close();
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key);
      for (const request of await cache.keys()) parts.push(request.url, await (await cache.match(request))!.text());
    }
    return parts.join('\n');
  });
}

/** A second device of somebody: storage, cookies and worker of its own. */
export async function anotherDevice(context: BrowserContext): Promise<Page> {
  const browser = context.browser();
  if (!browser) throw new Error('the browser is gone');
  return await (await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })).newPage();
}
