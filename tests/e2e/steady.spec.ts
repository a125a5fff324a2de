import { expect, test } from '@playwright/test'

import { PAGES } from './pages.ts'

/** A letter's edge, once the page's own font is there. */
const UNSEEN = 0.001

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
type Moved = { value: number; what: string[] }

for (const width of [360, 1280]) {
  for (const address of PAGES) {
    test(`nothing moves while ${address} is coming, ${width} px wide`, async ({ page }) => {
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
      await page.goto(address, { waitUntil: 'networkidle' })
      const moved = await page.evaluate(() => (window as unknown as { moved: Moved[] }).moved)
      expect(moved.filter(({ value }) => value > UNSEEN)).toEqual([])
    })
  }
}
