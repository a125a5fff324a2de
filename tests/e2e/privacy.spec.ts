import { expect, test } from '@playwright/test'

import { PAGES } from './pages.ts'

test('no page sets a cookie, stores anything, asks anybody else or fails on the console', async ({
  page,
  context,
  baseURL,
}) => {
  const own = new URL(baseURL ?? '').origin
  const strangers: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== own && protocol !== 'data:' && protocol !== 'blob:') strangers.push(request.url())
  })
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // A page that is answered with 400 or 404 on purpose is told so on the console.
    if (message.type() === 'error' && !/status of 40[04]/.test(message.text()))
      errors.push(`${page.url()}: ${message.text()}`)
  })
  for (const address of PAGES) {
    await page.goto(address)
    // Only scripts make a combobox of the field: they may come after the network is idle for the first time.
    await expect(page.getByRole('combobox').and(page.locator('input')).first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    const stored = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }))
    expect(stored, address).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 })
  }
  expect(strangers).toEqual([])
  expect(errors).toEqual([])
  expect(await context.cookies()).toEqual([])
})

test('leaving a page and going back stores nothing either', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Conversations for Kindness')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})
