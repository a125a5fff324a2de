import { gzipSync } from 'node:zlib'

import { expect, test, type Page, type Response } from '@playwright/test'

import { expectAccessible } from '#tests/support/axe.ts'

import { PAGES } from './pages.ts'

/** What a page may load before anything is pressed, in bytes; scripts and styles as gzip packs them. */
const LIMITS = { script: 120_000, stylesheet: 15_000, font: 60_000 }

/** More than any page has to stop at. */
const MOST_STOPS = 400

// Of each page all is asked in one visit: a visit costs as much as what is asked.
for (const address of PAGES) {
  test(`${address} is light, all of it is reached with Tab, and axe finds nothing`, async ({ page }) => {
    const sums = await test.step('it loads no more scripts, styles and fonts than a slow line bears', () =>
      weigh(page, address))
    // Nothing at all would be within every limit.
    expect(sums.stylesheet).toBeGreaterThan(0)
    expect(sums.script).toBeGreaterThan(0)
    for (const kind of ['script', 'stylesheet', 'font'] as const)
      expect.soft(sums[kind], kind).toBeLessThanOrEqual(LIMITS[kind])

    await test.step('Tab leads to all that can be pressed, shows where it is, and out again', () => walk(page))

    await test.step('headings go down by one level at a time, from one of the first', async () => {
      const levels = await page
        .getByRole('heading')
        .evaluateAll((elements) => elements.map(({ tagName }) => Number(tagName.slice(1))))
      expect.soft(levels.filter((level) => level === 1)).toHaveLength(1)
      levels.forEach((level, index) => expect.soft(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1))
    })

    await test.step('axe finds nothing, light and dark, narrow and wide, and it fits', () => expectAccessible(page))
  })
}

/** Opens a page and sums the bytes of what it loads, by kind. */
async function weigh(page: Page, address: string): Promise<Record<keyof typeof LIMITS, number>> {
  const bodies: Promise<[type: string, bytes: number]>[] = []
  const keep = (response: Response) => {
    const type = response.request().resourceType()
    bodies.push(response.body().then((body) => [type, type === 'font' ? body.length : gzipSync(body).length]))
  }
  page.on('response', keep)
  await page.goto(address)
  // Scripts come after the first frame: on a busy machine later than the network is idle for the first time.
  await expect(page.getByRole('combobox').and(page.locator('input')).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  page.off('response', keep)
  const sums = { script: 0, stylesheet: 0, font: 0 }
  for (const [type, bytes] of await Promise.all(bodies)) {
    if (type === 'script' || type === 'stylesheet' || type === 'font') sums[type] += bytes
  }
  test.info().annotations.push({ type: 'bytes', description: JSON.stringify(sums) })
  return sums
}

/** Presses Tab from the top of a page until it leaves it; whatever it stops at must be seen, and nothing passed over. */
async function walk(page: Page): Promise<void> {
  const unseen: string[] = []
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab')
    const reached = await page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body || element.hasAttribute('data-reached')) return null
      element.setAttribute('data-reached', '')
      const { top, bottom } = element.getBoundingClientRect()
      const isInView = bottom > 0 && top < window.innerHeight
      return {
        name: element.outerHTML.slice(0, 120),
        isSeen: isInView && getComputedStyle(element).outlineWidth === '3px',
      }
    })
    if (reached === null) break
    if (!reached.isSeen) unseen.push(reached.name)
  }
  expect.soft(unseen).toEqual([])
  const missed = await page.evaluate(() =>
    [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, video')]
      .filter(
        (element) =>
          element.checkVisibility({ checkVisibilityCSS: true }) && !element.matches(':disabled, [role=option]'),
      )
      .filter((element) => !element.hasAttribute('data-reached') && element.getAttribute('tabindex') !== '-1')
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect.soft(missed).toEqual([])
}
