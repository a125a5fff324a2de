import fs from 'node:fs'
import path from 'node:path'

import { expect, test, type Page } from '@playwright/test'

import { startSite, type Site } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const TOUR = '/conversations/a-tour-of-the-archive'

type Data = { '@type': string; [name: string]: unknown }

/** What a page tells machines, as a browser reads it. */
async function dataOf(page: Page): Promise<Data[]> {
  const scripts = await page.locator('script[type="application/ld+json"]').allTextContents()
  return scripts.map((script) => JSON.parse(script) as Data)
}

function property(page: Page, name: string): Promise<string | null> {
  return page.locator(`meta[property="${name}"]`).getAttribute('content')
}

test('a conversation says what it is, and the picture beside its link is there', async ({ page, request }) => {
  await page.goto(TOUR)
  const data = await dataOf(page)
  expect(data.map((thing) => thing['@type'])).toEqual(['Event', 'VideoObject', 'BreadcrumbList'])
  expect(data[1]).toMatchObject({ name: 'A tour of the archive', duration: 'PT2M4S' })
  const canonical = await page.locator('link[rel="canonical"]').getAttribute('href')
  expect(new URL(canonical ?? '').pathname).toBe(TOUR)
  expect(await property(page, 'og:url')).toBe(canonical)
  expect(await property(page, 'og:image:alt')).toBe('The cover of November 2026: A tour of the archive')
  const picture = new URL((await property(page, 'og:image')) ?? '').pathname
  const answer = await request.get(picture)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/png'])
})

for (const [address, types] of [
  ['/', ['WebSite']],
  ['/people/michael-west', ['Person', 'BreadcrumbList']],
  ['/themes/leadership', ['BreadcrumbList']],
  ['/conversations/2023', ['BreadcrumbList']],
] as const)
  test(`${address} has a title, a description, an address of its own, a picture, and says what it is`, async ({
    page,
  }) => {
    await page.goto(address)
    expect((await dataOf(page)).map((thing) => thing['@type'])).toEqual(types)
    for (const name of ['og:title', 'og:description', 'og:url', 'og:image', 'og:image:alt'])
      expect(await property(page, name), name).toBeTruthy()
    expect(await page.locator('meta[name="description"]').getAttribute('content')).toBeTruthy()
    const canonical = await page.locator('link[rel="canonical"]').getAttribute('href')
    expect(new URL(canonical ?? '').pathname).toBe(address)
  })

test('a page leads to the feed and to the search of the browser', async ({ page, request }) => {
  await page.goto('/')
  for (const [selector, type] of [
    ['link[rel="alternate"][type="application/atom+xml"]', 'application/atom+xml'],
    ['link[rel="search"]', 'application/opensearchdescription+xml'],
  ] as const) {
    const answer = await request.get((await page.locator(selector).getAttribute('href')) ?? '')
    expect(answer.headers()['content-type']).toContain(type)
  }
})

test.describe('titles that would break a page', () => {
  const TITLE = `</script><script>document.title='broken'</script> & "quotes" 'single' <!-- 🙂 \u2028 日本`
  let site: Site

  test.beforeAll(async () => {
    test.setTimeout(180_000)
    const seed = makeTemporaryFolder('seed')
    fs.cpSync('prisma/seed/archive.md', path.join(seed, 'archive.md'))
    fs.mkdirSync(path.join(seed, 'conversations', 'hostile'), { recursive: true })
    fs.writeFileSync(
      path.join(seed, 'conversations', 'hostile', 'conversation.md'),
      `---\ntitle: ${JSON.stringify(TITLE)}\nheldOn: "2023-12"\n---\n\nA summary.\n`,
    )
    site = await startSite({ env: { SEED: seed, SEARCH_ENGINE: 'built-in' } })
  })
  test.afterAll(async () => {
    await site.stop()
    fs.rmSync(site.dataDir, { recursive: true, force: true })
  })

  test('break neither its data nor its feeds nor its files', async ({ page, request }) => {
    await page.goto(`${site.url}/conversations/hostile`)
    const shown = await page.getByRole('heading', { level: 1 }).textContent()
    expect(shown).toContain(`</script><script>document.title='broken'</script> & "quotes"`)
    await expect(page).toHaveTitle(/^<\/script>/)
    const data = await dataOf(page)
    expect(data.map((thing) => thing['@type'])).toEqual(['Event', 'BreadcrumbList'])
    expect(data[0]?.['name']).toBe(shown)
    expect(await property(page, 'og:title')).toContain('"quotes"')
    const files = ['summary.pdf', 'summary.md', 'picture.png', 'citation.bib', 'citation.ris']
    for (const file of files
      .map((name) => `/conversations/hostile/${name}`)
      .concat('/conversations/2023/summaries.zip'))
      expect((await request.get(site.url + file)).status(), file).toBe(200)
    const titles = await page.evaluate(async () => {
      const feed = new DOMParser().parseFromString(await (await fetch('/feed.atom')).text(), 'application/xml')
      return [...feed.querySelectorAll('parsererror, entry > title')].map((node) => node.textContent)
    })
    expect(titles).toEqual([shown])
  })
})
