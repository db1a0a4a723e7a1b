// What every test of a browser begins with: a server, people who are logged in, and the checks that hold on every
// screen.

import { readFileSync } from 'node:fs';
import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from '@playwright/test';
import { Caller } from './api';
import { now, PEOPLE, Server, type Who } from './server';

export { expect } from '@playwright/test';
export { PEOPLE, type Who } from './server';

/** How many times longer everything may take here. */
const patience = Number(process.env.BUSCALL_PATIENCE ?? 1);

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Fixtures {
  /** The address of a place in the demo's tour. */
  at: (place?: string) => string;
  /** Logs in through the page, as people do. */
  logIn: (page: Page, who: Credentials) => Promise<void>;
  /** A device of its own on which nobody is logged in. */
  newDevice: (how?: BrowserContextOptions) => Promise<Page>;
  /** A device of its own on which somebody is logged in and the book is kept. */
  device: (who: Who, place?: string, how?: BrowserContextOptions) => Promise<Page>;
}

interface OfWorker {
  server: Server;
  /** Somebody who asks the server without a page. */
  caller: (who: Who) => Promise<Caller>;
  /** What the first device of each person kept, for those that follow: log-ins are limited. */
  states: Map<Who, State>;
}

export interface Credentials {
  email: string;
  password: string;
}

export const test = base.extend<Fixtures, OfWorker>({
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
  caller: [
    async ({ server }, use) => {
      const known = new Map<Who, Promise<Caller>>();
      const ask = async ({ email, password }: Credentials) => {
        const stranger = new Caller(server.url, '', '', server.tour);
        const found = await stranger.ask<{ token: string; account: { id: string } }>('POST', '/v1/sessions', {
          email,
          password,
        });
        return new Caller(server.url, found.token, found.account.id, server.tour);
      };
      await use((who) => {
        const one = known.get(who) ?? ask(PEOPLE[who]);
        known.set(who, one);
        return one;
      });
    },
    { scope: 'worker' },
  ],
  states: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => use(new Map()),
    { scope: 'worker' },
  ],
  context: async ({ context }, use) => {
    await context.clock.install({ time: now() });
    await use(context);
  },
  at: async ({ server }, use) => {
    await use((place = '') => `${server.url}/tours/${server.tour}${place ? `/${place}` : ''}`);
  },
  logIn: async ({ server }, use) => {
    await use(async (page, who) => {
      await page.goto(`${server.url}/login`);
      await page.getByLabel('E-mail').fill(who.email);
      await page.getByLabel('Password', { exact: true }).fill(who.password);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.waitForURL(/\/tours\//);
    });
  },
  newDevice: async ({ browser }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (how) => {
      const context = await browser.newContext(how);
      opened.push(context);
      await context.clock.install({ time: now() });
      return await context.newPage();
    });
    for (const context of opened) await context.close();
  },
  device: async ({ newDevice, states, logIn, at }, use) => {
    await use(async (who, place, how = {}) => {
      let state = states.get(who);
      if (!state) {
        const first = await newDevice();
        await logIn(first, PEOPLE[who]);
        await expectUpToDate(first);
        state = await first.context().storageState({ indexedDB: true });
        states.set(who, state);
        await first.context().close();
      }
      const page = await newDevice({ ...how, storageState: state });
      await page.goto(at(place));
      await expectUpToDate(page);
      return page;
    });
  },
});

/** How a phone differs from a desk, for tests that have both. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** What the screen says about edits and the server, in the corner of a phone or at the foot of a desk. */
export function standing(page: Page): Locator {
  return page.locator('.sync [role=status], .standing [role=status]');
}

/** Waits until the server has said that this is all there is. */
export async function expectUpToDate(page: Page): Promise<void> {
  const said = /^\s*Up to date$|^Saved on this laptop, server up to date/;
  await expect(standing(page)).toHaveText(said, { timeout: 30_000 * patience });
}

/** Presses Tab until something has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never comes there');
}
const TABS_MAX = 60;

/** The date of the demo's show, which is always today in Hamburg; or so many days later. */
export function today(later = 0): string {
  const at = now().getTime() + later * 24 * 60 * 60 * 1000;
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(at);
}

/** Waits until the app's own files are kept on the device. */
export async function keptOnDevice(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
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
  // Not `innerWidth`: a phone that shows too wide a page draws it smaller, and that grows along.
  const content = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(content).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
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
        parts.push(
          JSON.stringify(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)))),
        );
      }
      db.close();
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key);
      for (const request of await cache.keys())
        parts.push(request.url, await (await cache.match(request))!.text());
    }
    return parts.join('\n');
  });
}
