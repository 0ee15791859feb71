import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The browser that `npm test` found or installed; Debian's Chromium otherwise. */
const executablePath = process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

/** Root needs --no-sandbox; the rest keeps Chromium from calling home. */
const args = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.browser.ts',
  globalSetup: './tests/support/playwright-setup.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  // Two cores carry two browsers, each with a server of its own.
  workers: 2,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    launchOptions: { executablePath, args },
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
