import { gzipSync } from 'node:zlib'

import { expect, test, type Page, type Response } from '@playwright/test'

import { expectAccessible } from '#tests/support/axe.ts'

import { PAGES } from './pages.ts'

/** What a page may load before anything is pressed, in bytes; scripts and styles as gzip packs them. */
const LIMITS = { script: 120_000, stylesheet: 15_000, font: 60_000 }

/** More than any page has to stop at. */
const MOST_STOPS = 400
/** A question to the page costs as much as a key. */
const STOPS_TO_A_LOOK = 10

type Walked = { unseen: string[]; hasEnded: boolean }

// Of each page all is asked in one visit: a visit costs as much as what is asked.
for (const address of PAGES) {
  test(`${address} is light and private, all of it is reached with Tab, and axe finds nothing`, async ({
    page,
    context,
    baseURL,
  }) => {
    const { strangers, errors } = listen(page, new URL(baseURL ?? '').origin)
    const sums = await test.step('it loads no more scripts, styles and fonts than a slow line bears', () =>
      weigh(page, address))
    // Nothing at all would be within every limit.
    expect(sums.stylesheet).toBeGreaterThan(0)
    expect(sums.script).toBeGreaterThan(0)
    for (const kind of ['script', 'stylesheet', 'font'] as const)
      expect.soft(sums[kind], kind).toBeLessThanOrEqual(LIMITS[kind])

    await test.step('it sets no cookie, stores nothing, asks nobody else and does not fail on the console', async () => {
      expect.soft(await stored(page)).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 })
      expect.soft(strangers).toEqual([])
      expect.soft(errors).toEqual([])
      expect.soft(await context.cookies()).toEqual([])
    })

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

/** Whom a page asks besides its own site, and what it says on the console that is wrong: from now on. */
function listen(page: Page, own: string): { strangers: string[]; errors: string[] } {
  const [strangers, errors]: [string[], string[]] = [[], []]
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== own && protocol !== 'data:' && protocol !== 'blob:') strangers.push(request.url())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    // A page that is answered with 400 or 404 on purpose is told so on the console.
    if (message.type() === 'error' && !/status of 40[04]/.test(message.text())) errors.push(message.text())
  })
  return { strangers, errors }
}

/** How much a page has stored, of each kind. */
function stored(page: Page) {
  return page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
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
  await page.evaluate(() => {
    const walked = { unseen: [] as string[], hasBegun: false, hasEnded: false }
    // Of each stop it is asked when the next Tab is about to leave it.
    function look(): void {
      const element = document.activeElement
      const isNowhere = element === null || element === document.body
      if (isNowhere ? walked.hasBegun : element.hasAttribute('data-reached')) walked.hasEnded = true
      if (isNowhere || walked.hasEnded) return
      walked.hasBegun = true
      element.setAttribute('data-reached', '')
      const { top, bottom } = element.getBoundingClientRect()
      const isInView = bottom > 0 && top < window.innerHeight
      if (!isInView || getComputedStyle(element).outlineWidth !== '3px')
        walked.unseen.push(element.outerHTML.slice(0, 120))
    }
    addEventListener('keydown', look, true)
    Object.assign(window, { walked })
  })
  let walked: Walked = { unseen: [], hasEnded: false }
  for (let stop = 1; stop <= MOST_STOPS && !walked.hasEnded; stop += 1) {
    await page.keyboard.press('Tab')
    if (stop % STOPS_TO_A_LOOK === 0)
      walked = await page.evaluate(() => (window as unknown as { walked: Walked }).walked)
  }
  expect.soft(walked).toEqual({ unseen: [], hasBegun: true, hasEnded: true })
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
