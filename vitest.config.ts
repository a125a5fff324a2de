import os from 'node:os'

import { defineConfig } from 'vitest/config'

/** No test is judged by its time: what hangs is ended, and a busy machine is not taken for it. */
const UNIT_TIMEOUT_MS = 20_000

const withDatabase = {
  environment: 'node' as const,
  setupFiles: ['tests/support/console.ts'],
  globalSetup: ['tests/support/postgres-cluster.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

/**
 * Apart from vite.config.ts, because the Remix plugin must not load in tests. A project for each kind of test; those
 * with a database share one Postgres a run (tests/support/postgres-cluster.ts).
 */
export default defineConfig({
  test: {
    reporters: ['default'],
    // vitest would leave one core to whoever watches it.
    maxWorkers: os.availableParallelism(),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{app,server,scripts}/**/*.test.ts'],
          environment: 'node',
          // A process for each of a hundred files takes longer than the tests in it.
          isolate: false,
          setupFiles: ['tests/support/console.ts'],
          testTimeout: UNIT_TIMEOUT_MS,
        },
      },
      {
        test: {
          name: 'components',
          include: ['app/**/*.test.tsx'],
          environment: 'happy-dom',
          isolate: false,
          setupFiles: ['tests/support/console.ts'],
          testTimeout: UNIT_TIMEOUT_MS,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.{ts,tsx}'],
          isolate: false,
          // What is drawn on the server takes its colours from there; vitest empties other style sheets.
          css: { include: [/tokens\.css/] },
          ...withDatabase,
          // Several start programs of their own, while the browser tests and lint run beside them.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          setupFiles: ['tests/support/console.ts', 'tests/support/nothing-left.ts'],
        },
      },
      { test: { name: 'contracts', include: ['tests/contracts/**/*.test.ts'], ...withDatabase } },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['tests/support/console.ts'],
          globalSetup: ['tests/support/prepared-data.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
