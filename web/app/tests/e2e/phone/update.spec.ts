// A newer app: nothing is exchanged under somebody who is reading, and one tap brings it.

import { expect, expectAccessible, keptOnDevice, PEOPLE, test } from '../fixtures';
import { Front } from '../front';

/** Which worker is in control, as it says itself. */
const workerSays = () =>
  new Promise<string>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event: MessageEvent<string>) => resolve(event.data);
    setTimeout(() => resolve('nothing'), 2_000);
    navigator.serviceWorker.controller?.postMessage('which', [port2]);
  });

test('a newer version waits until somebody takes it, and then the page is under it', async ({
  page,
  server,
}) => {
  const front = await Front.of(server.url);
  try {
    await page.goto(`${front.url}/login`);
    await page.getByLabel('E-mail').fill(PEOPLE.sam.email);
    await page.getByLabel('Password', { exact: true }).fill(PEOPLE.sam.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
    await keptOnDevice(page);
    await expect(page.getByText('A new version is ready')).toHaveCount(0);

    front.addedToWorker = `
addEventListener('message', (event) => event.ports[0]?.postMessage('the newer one'));
`;
    await page.reload();
    await expect(page.getByText('A new version is ready')).toBeVisible();
    expect(await page.evaluate(workerSays)).toBe('nothing');
    await expectAccessible(page);

    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Update' }).click();
    await reloaded;
    await expect(page.getByRole('heading', { level: 1, name: 'Hamburg' })).toBeVisible();
    await expect(page.getByText('A new version is ready')).toHaveCount(0);
    expect(await page.evaluate(workerSays)).toBe('the newer one');
  } finally {
    await front.close();
  }
});
