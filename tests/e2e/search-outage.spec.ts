import fs from 'node:fs'
import path from 'node:path'

import { expect, test, type Page } from '@playwright/test'

import { MEILISEARCH, WITHOUT_MEILISEARCH } from '#tests/support/meilisearch.ts'
import { startSite, type Site } from '#tests/support/site.ts'

const box = (page: Page) => page.getByRole('combobox', { name: 'Search the archive' })
const results = (page: Page) => page.locator('#results').getByRole('heading', { level: 3 })
const notice = (page: Page) => page.getByText('Search is running on its reserve')

let site: Site

test.skip(MEILISEARCH === undefined, WITHOUT_MEILISEARCH)
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  site = await startSite({ env: { SEARCH_ENGINE: 'meilisearch' } })
})
test.afterAll(async () => {
  await site.stop()
  fs.rmSync(site.dataDir, { recursive: true, force: true })
})

function signal(name: NodeJS.Signals): void {
  const running = fs.readFileSync(path.join(site.dataDir, 'meilisearch', 'running.json'), 'utf8')
  process.kill((JSON.parse(running) as { pid: number }).pid, name)
}

async function untilItAnswers(page: Page, engine: 'meilisearch' | 'built-in'): Promise<void> {
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`${site.url}/search.json?q=kindness`)
        return ((await answer.json()) as { engine: string }).engine
      },
      { timeout: 60_000 },
    )
    .toBe(engine)
}

test('searching goes on while Meilisearch hangs, is killed and comes back, and says so calmly', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto(`${site.url}/search`)
  await untilItAnswers(page, 'meilisearch')
  await box(page).pressSequentially('kindness')
  await expect(page).toHaveURL(/q=kindness$/)
  await expect(results(page).first()).toContainText(/kindness/i)
  await expect(notice(page)).toHaveCount(0)

  signal('SIGSTOP')
  await box(page).pressSequentially(' in leadership')
  await expect(page).toHaveURL(/q=kindness\+in\+leadership$/)
  await expect(notice(page)).toBeVisible()
  await expect(results(page).first()).toContainText(/leadership/i)
  await expect(box(page)).toBeFocused()

  signal('SIGCONT')
  await untilItAnswers(page, 'meilisearch')
  await box(page).fill('gratitude')
  await expect(page).toHaveURL(/q=gratitude$/)
  await expect(notice(page)).toHaveCount(0)

  signal('SIGKILL')
  await box(page).fill('leadership')
  await expect(page).toHaveURL(/q=leadership$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: leadership')
  await expect(results(page).first()).toContainText(/leadership/i)
  await untilItAnswers(page, 'meilisearch')
})

test('a person’s surname, misspelt, finds the person on Meilisearch too', async ({ page }) => {
  await untilItAnswers(page, 'meilisearch')
  await page.goto(`${site.url}/search?q=banerjea`)
  await expect(results(page).first()).toContainText('Robin Banerjee')
})
