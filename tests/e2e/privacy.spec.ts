import { expect, test } from '@playwright/test'

// That no page stores anything or asks anybody else is asked of each in every-page.spec.ts.

test('leaving a page and going back stores nothing either', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Conversations for Kindness')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})
