import fs from 'node:fs'
import { createRequire } from 'node:module'

import { expect, type Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'

/**
 * The script itself instead of its wrapper for Playwright: that puts it in again for each look and opens a page of its
 * own to gather the results, which takes three times as long.
 */
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in a page as it stands, or in what `within` selects of it, a line a rule. */
export async function axeFindings(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(async (selector) => {
    const { axe } = window as unknown as {
      axe: { run: (context: Document | string, options: { resultTypes: string[] }) => Promise<AxeResults> }
    }
    const { violations } = await axe.run(selector ?? document, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }, within)
}

type Accessible = {
  /** Pixels. */
  narrow?: number
  /** A part that has changed since the page was looked at as it came (tests/e2e/every-page.spec.ts): to look at that alone. */
  within?: string
}

/** That axe finds nothing in a page as it stands, light and dark, narrow and wide, and that nothing scrolls sideways. */
export async function expectAccessible(page: Page, { narrow = 320, within }: Accessible = {}): Promise<void> {
  for (const width of [narrow, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      // Without motion nothing is on its way from the other scheme's colours while axe looks.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await axeFindings(page, within), `${colorScheme}, ${width} wide`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  }
}
