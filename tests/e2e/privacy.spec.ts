import { expect, test } from '@playwright/test'

import { PAGES } from './pages.ts'

test('no page sets a cookie, stores anything or asks anybody else', async ({ page, context, baseURL }) => {
  const own = new URL(baseURL ?? '').origin
  const strangers: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== own && protocol !== 'data:' && protocol !== 'blob:') strangers.push(request.url())
  })
  for (const address of PAGES) {
    await page.goto(address, { waitUntil: 'networkidle' })
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
  expect(await context.cookies()).toEqual([])
})

test('leaving a page and going back stores nothing either', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Conversations for Kindness')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('no page has an error on its console', async ({ page }) => {
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4'))
      errors.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  for (const address of PAGES) await page.goto(address, { waitUntil: 'networkidle' })
  expect(errors).toEqual([])
})
