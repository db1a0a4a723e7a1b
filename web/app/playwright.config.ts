import { defineConfig } from '@playwright/test';

// Debian's Chromium, run as root in CI; the rest keeps it from talking to anybody but the server under test.
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How many times longer everything may take, on a machine that is busy with something else. */
const patience = Number(process.env.BUSCALL_PATIENCE ?? 1);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  reporter: 'list',
  // Each worker has a server of its own, and the machine has two cores.
  workers: 2,
  forbidOnly: process.env.CI === 'true',
  timeout: 60_000 * patience,
  expect: { timeout: 10_000 * patience },
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
  },
  projects: [
    {
      name: 'phone',
      testIgnore: '**/desk/**',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    { name: 'desk', testIgnore: '**/phone/**', use: { viewport: { width: 1440, height: 900 } } },
  ],
});
