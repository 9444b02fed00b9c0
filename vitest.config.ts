import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// The limits catch what hangs; they say nothing about speed, on machines that do other things too.
const patient = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };

/**
 * What asks the REST API through `openApp` of test/support/app.ts, but for tests of what Prism cannot judge: bodies with more
 * faults than it has room to tell, broken headers, keys as passwords, and lists with the fields asked for.
 */
const API_TESTS = [
  'access/{session,users}',
  'catalogue/{changes,drafts,store-writes}',
  'export/exports',
  'import/imports-route',
  'insights',
  'media/media-route',
  'nearby/nearby-route',
  'places/{places-route,short-link}',
  'quality/{confirm,quality-routes}',
  'store-streams',
  'stores',
  'webhooks/webhooks',
];

// `npm test` runs unit and e2e; `npm run test:all` adds `all`, what needs minutes or other programs, `wide`: the console once
// more, on a wide screen, and `prism`: the tests of the API once more, through a proxy that judges every request and answer
// by the OpenAPI document.
export default defineConfig({
  test: {
    // The browser's tests wait more than they work. `test:all` runs the rest one file at a time: loads and faults are not
    // to be measured beside each other.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      {
        test: {
          ...patient,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/all/**', 'test/fault/**', 'test/tools/**'],
        },
      },
      {
        test: {
          ...patient,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/browser-setup.ts'],
        },
      },
      {
        test: {
          ...patient,
          name: 'wide',
          include: ['test/e2e/{console*,cover}.test.ts'],
          globalSetup: ['test/support/browser-setup.ts'],
          env: { CONSOLE_WIDTH: '1920' },
        },
      },
      {
        test: {
          ...patient,
          name: 'all',
          include: ['test/all/**/*.test.ts', 'test/fault/**/*.test.ts'],
          globalSetup: ['test/support/tools-setup.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          ...patient,
          name: 'prism',
          include: API_TESTS.map((name) => `test/server/${name}.test.ts`),
          globalSetup: ['test/support/tools-setup.ts', 'test/support/prism-setup.ts'],
        },
      },
    ],
  },
});
