import { expect, test } from '@playwright/test'

test('the first Tab stops at a link that leads to the page itself', async ({ page }) => {
  await page.goto('/people')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the page' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('main').getByRole('link').first()).toBeFocused()
})

test('the page that a reader is on is marked in the navigation', async ({ page }) => {
  const current = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current]')
  await page.goto('/people')
  await expect(current).toHaveText('People')
  await expect(current).toHaveAttribute('aria-current', 'page')
  await page.goto('/people/maureen-bisognano')
  await expect(current).toHaveAttribute('aria-current', 'true')
})

test('on a phone the head of a page takes two lines, with search one step away', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 })
  await page.goto('/people/maureen-bisognano')
  const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link')
  const tops = () => links.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().top))
  await expect.poll(async () => new Set(await tops()).size).toBe(1)
  await expect(page.getByRole('banner').getByRole('search')).toBeHidden()
  await page.getByRole('banner').getByRole('link', { name: 'Search the archive' }).click()
  await expect(page).toHaveURL('/search')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/people')
  await expect(page.getByRole('banner').getByRole('search')).toBeVisible()
  await expect(page.getByRole('banner').getByRole('link', { name: 'Search the archive' })).toBeHidden()
})

test('text enlarged to 200 percent on a phone does not scroll sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  for (const address of [
    '/',
    '/search?q=kindness',
    '/conversations/compassion-and-kindness-in-leadership',
    '/people/maureen-bisognano',
  ]) {
    await page.goto(address)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(360)
  }
})

test('on paper the insights come before the transcript, and what is left after it', async ({ page }) => {
  await page.goto('/conversations/a-tour-of-the-archive')
  // Scripts begin after the first frame, and would not know what a test has put in before.
  await expect(page.getByRole('button', { name: 'Play, 2 minutes' })).toBeVisible()
  // The tour has no insights of its own: a part stands where they would.
  await page.locator('article > .after-title').evaluate((watching) => {
    watching.insertAdjacentHTML('afterend', '<section class="part"><h2>Specimen insights</h2></section>')
  })
  const top = async (name: string) => (await page.getByRole('heading', { name }).boundingBox())?.y ?? NaN
  expect(await top('Specimen insights')).toBeGreaterThan(await top('Transcript'))
  await page.emulateMedia({ media: 'print' })
  expect(await top('Specimen insights')).toBeLessThan(await top('Transcript'))
  expect(await top('Transcript')).toBeLessThan(await top('Download'))
})

test('on paper a conversation is its words: no navigation, no search, no footer', async ({ page }) => {
  await page.goto('/conversations/compassion-and-kindness-in-leadership')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: 'Summary sheet' })).toBeVisible()
  for (const hidden of [
    page.getByRole('search'),
    page.getByRole('contentinfo'),
    page.getByRole('navigation', { name: 'Main' }),
  ])
    await expect(hidden).toBeHidden()
})
