import { expect, test } from '@playwright/test'

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
