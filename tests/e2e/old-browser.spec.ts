import { expect, test } from '@playwright/test'

import { expectTakenOver, makeOld } from '#tests/support/old-browser.ts'

import { PAGES } from './pages.ts'

test('what a browser of early 2023 does not have is taken away indeed', async ({ page }) => {
  await makeOld(page)
  await page.goto('/about')
  expect(await page.evaluate(() => ['canParse' in URL, 'size' in new URLSearchParams()])).toEqual([false, false])
  await expect(page.evaluate(() => new RegExp('(?<=behind)'))).rejects.toThrow('Invalid regular expression')
})

test('every kind of page works in a browser of early 2023', async ({ page }) => {
  const wrong = await makeOld(page)
  for (const address of PAGES) {
    await page.goto(address, { waitUntil: 'networkidle' })
    await expectTakenOver(page)
  }
  expect(wrong).toEqual([])
})

test('results follow typing and filters in a browser of early 2023', async ({ page }) => {
  const wrong = await makeOld(page)
  await page.goto('/search?q=kindness')
  await expectTakenOver(page)
  await page.getByRole('combobox').and(page.locator('input')).first().fill('leadership')
  await expect(page).toHaveURL(/\/search\?q=leadership/)
  await page.getByRole('checkbox').first().check()
  await expect(page).toHaveURL(/\/search\?q=leadership&/)
  expect(wrong).toEqual([])
})
