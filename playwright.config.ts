import { defineConfig, devices } from '@playwright/test'

/**
 * Browser tests, in the system's Chromium (scripts/test.mjs finds it and names it in CHROMIUM), against a production site
 * that tests/support/e2e-site.ts starts.
 */
const QUIET = [
  ...[
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ],
  // Chromium refuses its sandbox to root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** No test is judged by its time: what hangs is ended, and a busy machine is not taken for it. */
const TEST_TIMEOUT_MS = 120_000
const EXPECT_TIMEOUT_MS = 30_000

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/e2e-site.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: TEST_TIMEOUT_MS,
  expect: { timeout: EXPECT_TIMEOUT_MS },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env['E2E_BASE_URL'],
    // A trace of every test costs three times what its actions do: ask for one with `--trace=on` where a test fails.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: QUIET,
      ...(process.env['CHROMIUM'] ? { executablePath: process.env['CHROMIUM'] } : {}),
    },
  },
})
