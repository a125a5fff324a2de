import { expect, test } from '@playwright/test'

import { specimensUrl } from '#tests/support/specimens.ts'

const address = `${specimensUrl()}/conversations/a-tour`

test('takeaways have large numerals in the ink of a stamp, on paper in black', async ({ page }) => {
  await page.goto(address)
  const items = page.getByRole('region', { name: 'Insights' }).getByRole('listitem')
  await expect(items).toHaveCount(2)
  const numeral = () =>
    items.nth(1).evaluate((item) => {
      const { content, color, fontFamily, fontSize } = getComputedStyle(item, '::before')
      const size = parseFloat(fontSize) / parseFloat(getComputedStyle(item).fontSize)
      return { content, color, fontFamily, isLarge: size > 1.3 }
    })
  const large = { content: 'counter(takeaway)', fontFamily: expect.stringContaining('Besley'), isLarge: true }
  expect(await numeral()).toEqual({ ...large, color: 'rgb(124, 39, 72)' })
  await page.emulateMedia({ media: 'print' })
  expect(await numeral()).toEqual({ ...large, color: 'rgb(0, 0, 0)' })
})

test('a takeaway opens the recording where it was said, on the page that is open', async ({ page }) => {
  await page.goto(address)
  // Until scripts run it leads to a new page.
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible()
  await page.getByRole('link', { name: 'Hear it at 1:08' }).click()
  const second = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
  await expect.poll(second).toBeGreaterThan(68)
  await expect(page).toHaveURL(address)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a takeaway leads to the recording at that second', async ({ page }) => {
    await page.goto(address)
    await page.getByRole('link', { name: 'Hear it at 0:33' }).click()
    await expect(page).toHaveURL(`${address}?t=33s`)
    await expect(page.locator('video')).toHaveAttribute('src', /#t=33$/)
  })
})

test('a takeaway in a sheet that was taken away leads back to the page', async ({ request }) => {
  expect(await (await request.get(`${address}/summary.md`)).text()).toMatch(
    /\[Hear it at 1:08\]\(http:\S+\/conversations\/a-tour\?t=1m8s\)/,
  )
})
