import { defineConfig } from '@playwright/test';

/**
 * `window` drives the bundled app through Electron's own test interface; `packaged` drives the packaged program, which
 * takes no inspector, through the page's debugging port. One window at a time: they would take each other's focus.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-output/e2e',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['list'], ['json', { outputFile: '../../test-output/e2e.json' }]],
  projects: [
    { name: 'window', testIgnore: 'packaged.spec.ts' },
    { name: 'packaged', testMatch: 'packaged.spec.ts' },
  ],
});
