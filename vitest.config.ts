import { defineConfig } from 'vitest/config';

/** Unit tests lie beside their source; integration tests in tests/ talk to a real server process and a real PostgreSQL. */
export default defineConfig({
  test: {
    // Two cores carry two workers; each integration test also runs a server.
    maxWorkers: 2,
    passWithNoTests: false,
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: [
            '{apps,packages}/*/src/**/*.test.{ts,tsx}',
            'media-server/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/**/*.test.ts'],
          globalSetup: ['tests/support/vitest-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
