import { gzipSync } from 'node:zlib'

import { expect, test, type Response } from '@playwright/test'

import { PAGES } from './pages.ts'

/** What a page may load before anything is pressed, in bytes; scripts and styles as gzip packs them. */
const LIMITS = { script: 120_000, stylesheet: 15_000, font: 60_000 }

test('the scripts of a page are not asked for by its HTML, and run all the same', async ({ page, request }) => {
  const html = await (await request.get('/')).text()
  expect(html).toContain('type="late-module"')
  expect(html).not.toMatch(/type="module"|rel="modulepreload"/)
  await page.goto('/')
  // Only scripts make a combobox of the field.
  await expect(page.getByRole('combobox')).toBeVisible()
})

test('the scripts of a page wait until its words are on the screen', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('combobox')).toBeVisible()
  const times = await page.evaluate(() => ({
    words: performance.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime),
    scripts: performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map(({ startTime }) => startTime),
  }))
  expect(times.words).toHaveLength(1)
  expect(times.scripts).not.toEqual([])
  expect(Math.min(...times.scripts)).toBeGreaterThanOrEqual(times.words[0]!)
})

for (const [what, supported] of [
  ['cannot tell what it has painted', undefined],
  ['keeps to itself what it has painted', ['paint']],
] as const) {
  test(`the scripts of a page run in a browser that ${what}`, async ({ page }) => {
    await page.addInitScript((types) => {
      const Silent = class {
        observe() {}
        disconnect() {}
      }
      Object.assign(window, { PerformanceObserver: types && Object.assign(Silent, { supportedEntryTypes: types }) })
    }, supported)
    await page.goto('/')
    await expect(page.getByRole('combobox')).toBeVisible()
  })
}

for (const address of PAGES) {
  test(`${address} loads no more scripts, styles and fonts than a slow line bears`, async ({ page }) => {
    const bodies: Promise<[type: string, bytes: number]>[] = []
    const weigh = (response: Response) => {
      const type = response.request().resourceType()
      bodies.push(response.body().then((body) => [type, type === 'font' ? body.length : gzipSync(body).length]))
    }
    page.on('response', weigh)
    await page.goto(address)
    // Scripts come after the first frame: on a busy machine later than the network is idle for the first time.
    await expect(page.getByRole('combobox').and(page.locator('input')).first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    page.off('response', weigh)
    const sums = { script: 0, stylesheet: 0, font: 0 }
    for (const [type, bytes] of await Promise.all(bodies)) {
      if (type === 'script' || type === 'stylesheet' || type === 'font') sums[type] += bytes
    }
    test.info().annotations.push({ type: 'bytes', description: JSON.stringify(sums) })
    // Nothing at all would be within every limit.
    expect(sums.stylesheet).toBeGreaterThan(0)
    expect(sums.script).toBeGreaterThan(0)
    for (const [type, limit] of Object.entries(LIMITS)) {
      expect(sums[type as keyof typeof LIMITS], type).toBeLessThanOrEqual(limit)
    }
  })
}
