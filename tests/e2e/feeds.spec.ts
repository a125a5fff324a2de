import { expect, test, type Page } from '@playwright/test'

import { specimensUrl } from '#tests/support/specimens.ts'

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

test('a page has a title, a description, an address of its own, a picture, and says what it is', async ({ page }) => {
  for (const [address, types] of [
    ['/', ['WebSite']],
    ['/people/michael-west', ['Person', 'BreadcrumbList']],
    ['/themes/leadership', ['BreadcrumbList']],
    ['/conversations/2023', ['BreadcrumbList']],
  ] as const) {
    await page.goto(address)
    expect(
      (await dataOf(page)).map((thing) => thing['@type']),
      address,
    ).toEqual(types)
    for (const name of ['og:title', 'og:description', 'og:url', 'og:image', 'og:image:alt'])
      expect(await property(page, name), `${name} of ${address}`).toBeTruthy()
    expect(await page.locator('meta[name="description"]').getAttribute('content'), address).toBeTruthy()
    const canonical = await page.locator('link[rel="canonical"]').getAttribute('href')
    expect(new URL(canonical ?? '').pathname).toBe(address)
  }
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

test('a title that would break a page breaks neither its data nor its feeds nor its files', async ({
  page,
  request,
}) => {
  const origin = specimensUrl()
  await page.goto(`${origin}/conversations/hostile`)
  const shown = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  expect(shown).toContain(`</script><script>document.title='broken'</script> & "quotes"`)
  await expect(page).toHaveTitle(/^<\/script>/)
  const data = await dataOf(page)
  expect(data.map((thing) => thing['@type'])).toEqual(['Event', 'BreadcrumbList'])
  expect(data[0]?.['name']).toBe(shown)
  expect(await property(page, 'og:title')).toContain('"quotes"')
  const files = ['summary.pdf', 'summary.md', 'picture.png', 'citation.bib', 'citation.ris']
  for (const file of files.map((name) => `/conversations/hostile/${name}`).concat('/conversations/2023/summaries.zip'))
    expect((await request.get(origin + file)).status(), file).toBe(200)
  const feed = await page.evaluate(async () => {
    const parsed = new DOMParser().parseFromString(await (await fetch('/feed.atom')).text(), 'application/xml')
    const titles = [...parsed.querySelectorAll('entry > title')].map((node) => node.textContent)
    return { faults: parsed.querySelectorAll('parsererror').length, titles }
  })
  expect(feed).toEqual({ faults: 0, titles: expect.arrayContaining([shown]) })
})
