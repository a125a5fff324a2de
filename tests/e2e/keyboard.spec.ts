import fs from 'node:fs'

import { expect, test, type Locator, type Page } from '@playwright/test'

/** More than any page has to stop at. */
const MOST_STOPS = 400

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted, 'Tab leads there').toBeFocused()
}

/** From home over a search to a moment of the tour, and on to its summary as PDF: keys alone. */
async function walk(page: Page, play: () => Promise<void>): Promise<void> {
  await page.goto('/')
  const box = page.getByRole('main').locator('input[name=q]')
  await tabTo(page, box)
  await page.keyboard.type('narrator two commands worth knowing')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=narrator/)

  const moment = page.locator('#results').getByRole('link', { name: /^Play from 1:\d\d/ })
  await tabTo(page, moment.first())
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/conversations\/a-tour-of-the-archive\?t=\w+#\w+/)
  const begun = secondsOf(new URL(page.url()).searchParams.get('t'))
  expect(begun).toBeGreaterThan(60)
  await play()
  const second = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
  await expect.poll(second).toBeGreaterThan(begun + 0.5)
  expect(await second()).toBeLessThan(begun + 30)

  await tabTo(page, page.locator('a[href$="/summary.pdf"]'))
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/\.pdf$/)
  expect(
    fs
      .readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
}

/** `1m13s` or `73` in seconds. */
function secondsOf(time: string | null): number {
  const [, minutes = '0', seconds = '0'] = /^(?:(\d+)m)?(?:(\d+)s?)?$/.exec(time ?? '') ?? []
  return Number(minutes) * 60 + Number(seconds)
}

test('with keys alone a reader goes from home to a played moment and a downloaded PDF', async ({ page }) => {
  await walk(page, async () => {
    await tabTo(page, page.getByRole('button', { name: /^Play from 1:\d\d/ }))
    await page.keyboard.press('Enter')
    await expect(page.locator('video')).toBeFocused()
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('with keys alone a reader goes from home to a played moment and a downloaded PDF', async ({ page }) => {
    await walk(page, async () => {
      await tabTo(page, page.locator('video'))
      await page.keyboard.press('Space')
    })
  })
})
