import { expect, test } from '@playwright/test'

import { PAGES } from './pages.ts'

/** A fraction of a pixel. */
const UNSEEN = 0.001

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
type Moved = { value: number; what: string[] }

for (const width of [360, 1280]) {
  test(`nothing moves while a page is coming, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.addInitScript(() => {
      const moved: Moved[] = []
      Object.assign(window, { moved })
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
          const what = sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 100) : ''))
          if (!hadRecentInput) moved.push({ value, what })
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    // A font that comes after the first frame may wrap a line otherwise, however alike its stand-in is: by chance, so
    // that is measured (npm run bench -- --only lighthouse) and not tested. A page whose requests are looked at caches
    // nothing: each address comes as it does the first time.
    await page.route('**/*.woff2', (route) => route.abort())
    for (const address of PAGES) {
      await page.goto(address)
      // Scripts come after the first frame: on a busy machine later than the network is idle for the first time.
      // On a phone the field is there, and not seen on every page.
      await expect(page.locator('input[role="combobox"]').first()).toBeAttached()
      await page.waitForLoadState('networkidle')
      const moved = await page.evaluate(() => (window as unknown as { moved: Moved[] }).moved)
      expect
        .soft(
          moved.filter(({ value }) => value > UNSEEN),
          address,
        )
        .toEqual([])
    }
  })
}
