import fs from 'node:fs'
import path from 'node:path'

import { expect, test, type Page } from '@playwright/test'

import { startArchiveSite, type ArchiveSite } from '#tests/support/archive-site.ts'
import { expectAccessible } from '#tests/support/axe.ts'
import { runSql } from '#tests/support/embedded-database.ts'

const SECURITY = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
]

let site: ArchiveSite

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  site = await startArchiveSite((folder) => {
    fs.writeFileSync(path.join(folder, 'archive.md'), '---\nformat: 1\ntitle: Talks\n---\n')
    put(folder, 'series/talks.md', 'name: Talks\nmain: true')
    put(folder, 'conversations/kept/conversation.md', 'series: talks\ntitle: Kept\nheldOn: "2023-05"')
    const withdrawn = 'series: talks\ntitle: A private matter\nstatus: withdrawn'
    put(folder, 'conversations/gone/conversation.md', `${withdrawn}\nheldOn: "2023-06-15"`)
    put(folder, 'conversations/alone/conversation.md', `${withdrawn}\nheldOn: "2021-06"`)
  })
})
test.afterAll(() => site.remove())

function put(folder: string, name: string, matter: string): void {
  const file = path.join(folder, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, `---\n${matter}\n---\n\nWords.\n`)
}

/** Takes a table away from under the running site, which only the page of documents and those of conversations need. */
async function whileDocumentsFail(look: () => Promise<void>): Promise<void> {
  await runSql(site.dataDir, 'ALTER TABLE document RENAME TO document_away')
  try {
    await look()
  } finally {
    await runSql(site.dataDir, 'ALTER TABLE document_away RENAME TO document')
  }
}

async function expectWaysOn(page: Page): Promise<void> {
  const links = await page.getByRole('main').getByRole('navigation', { name: 'Ways on' }).getByRole('link').all()
  expect(links.length).toBeGreaterThan(1)
  for (const link of links) {
    const answer = await page.request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).href)
    expect(answer.status(), answer.url()).toBe(200)
  }
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a withdrawn conversation says so, says no more than when it was held, and helps on', async ({ page }) => {
      const answer = await page.goto(`${site.url}/conversations/gone`)
      expect(answer?.status()).toBe(410)
      await expect(page).toHaveTitle('This conversation was withdrawn: Third Thursday')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This conversation was withdrawn')
      await expect(page.getByRole('main')).toContainText('15 June 2023')
      expect(await page.content()).not.toContain('A private matter')
      await expect(page.getByRole('main').getByRole('link', { name: 'the other conversations of 2023' })).toBeVisible()
      await expectWaysOn(page)
      const box = page.getByRole('main').getByRole('search')
      await box.getByLabel('Look for something else in the archive').fill('kept')
      await box.getByRole('button', { name: 'Search' }).click()
      await expect(page.locator('#results h3')).toHaveText('Kept')
    })

    test('where it was the only one of its year, no link leads to that year', async ({ page }) => {
      expect((await page.goto(`${site.url}/conversations/alone`))?.status()).toBe(410)
      await expect(page.getByRole('main')).toContainText('June 2021')
      await expect(page.getByRole('link', { name: /2021/ })).toHaveCount(0)
      await expectWaysOn(page)
    })

    test('in place of its files stands a page that leads to it', async ({ page }) => {
      expect((await page.goto(`${site.url}/conversations/gone/summary.pdf`))?.status()).toBe(410)
      await page.getByRole('link', { name: 'its page' }).click()
      await expect(page).toHaveURL(`${site.url}/conversations/gone`)
    })

    test('a page that fails says so, with a reference that the log has, and is back when the cause is gone', async ({
      page,
    }) => {
      // Made before, it would be answered as it was.
      const address = `${site.url}/documents?${javaScriptEnabled ? 'page=1' : 'kind=insights'}`
      await whileDocumentsFail(async () => {
        const answer = await page.goto(address)
        expect(answer?.status()).toBe(500)
        await expect(page).toHaveTitle('Something failed here: Third Thursday')
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something failed here')
        const headers = (await answer?.allHeaders()) ?? {}
        expect(SECURITY.filter((name) => !(name in headers))).toEqual([])
        const id = headers['x-request-id'] ?? 'no id'
        await expect(page.getByRole('main').locator('code')).toHaveText(id)
        await expect.poll(() => site.output()).toContain(id)
        // Nothing of the failure itself is told.
        expect(await page.content()).not.toMatch(/document_away|prisma|does not exist/i)
      })
      await expectWaysOn(page)
      await page.getByRole('link', { name: 'this page again' }).click()
      await expect(page).toHaveURL(address)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Documents')
    })
  })

for (const address of ['/conversations/gone', '/conversations/gone/summary.pdf', '/conversations/kept/summary.exe'])
  test(`${address} has nothing that axe finds, light and dark, narrow and wide, and fits`, async ({ page }) => {
    await page.goto(site.url + address)
    await expectAccessible(page)
  })

test('the page of a failure has nothing that axe finds, light and dark, narrow and wide, and fits', async ({
  page,
}) => {
  await whileDocumentsFail(async () => {
    expect((await page.goto(`${site.url}/documents?kind=slides`))?.status()).toBe(500)
    await expectAccessible(page)
  })
})
