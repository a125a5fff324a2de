import { expect, test, type Page } from '@playwright/test'

/** Scripts come late, so that words come early: a reader may be faster than they are. */

const field = (page: Page) => page.locator('form[role=search] input[name=q]')

/** Opens a search whose scripts wait until they are let go. */
async function openEarly(page: Page, address: string): Promise<{ letGo: () => Promise<void> }> {
  let letGo: () => void = () => undefined
  const gone = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/assets/*.js', async (route) => {
    await gone
    await route.continue()
  })
  await page.goto(address, { waitUntil: 'domcontentloaded' })
  await expect(field(page)).toHaveRole('searchbox')
  return {
    letGo: async () => {
      letGo()
      await expect(field(page)).toHaveRole('combobox')
    },
  }
}

test('what is ticked, unticked and chosen before scripts run is asked when they do', async ({ page }) => {
  const scripts = await openEarly(page, '/search?q=kindness&kind=conversation')
  await page.locator('input[type=checkbox][value=insights]').check()
  await page.locator('input[type=checkbox][value=conversation]').uncheck()
  await page.getByLabel('Sort by').selectOption('oldest')
  await scripts.letGo()
  await expect(page).toHaveURL('/search?q=kindness&has=insights&sort=oldest')
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('With insights')
  await expect(page.locator('input[type=checkbox][value=insights]')).toBeChecked()
  await expect(page.locator('input[type=checkbox][value=conversation]')).not.toBeChecked()
  await expect(page.getByLabel('Sort by')).toHaveValue('oldest')
  await page.goBack()
  await expect(page).toHaveURL('/search?q=kindness&kind=conversation')
})

test('words typed before scripts run are followed when they do', async ({ page }) => {
  const scripts = await openEarly(page, '/search?q=kindness')
  await field(page).fill('leadership')
  await scripts.letGo()
  await expect(page).toHaveURL('/search?q=leadership')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: leadership')
  await expect(field(page)).toHaveValue('leadership')
  await expect(field(page)).toBeFocused()
})

test('a range typed before scripts run is asked when its field is left, or at once where it was left before', async ({
  page,
}) => {
  const scripts = await openEarly(page, '/search?q=kindness')
  await page.getByRole('textbox', { name: 'From' }).fill('2023-03')
  await page.getByRole('textbox', { name: 'To' }).fill('2023-1')
  await scripts.letGo()
  await expect(page).toHaveURL('/search?q=kindness&from=2023-03')
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('From March 2023')
  await page.keyboard.type('1')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL('/search?q=kindness&from=2023-03&to=2023-11')
})

test('a page whose fields nobody has touched asks nothing when scripts run', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const scripts = await openEarly(page, '/search?q=kindness&from=2023&theme=nobody-has-this&sort=newest&has=insights')
  await scripts.letGo()
  // A letter is asked after whatever the page itself would ask.
  await field(page).press('End')
  await page.keyboard.type('s')
  await expect(page).toHaveURL('/search?q=kindnesss&theme=nobody-has-this&has=insights&from=2023-01&sort=newest')
  expect(asked.filter((path) => path === '/search.data')).toHaveLength(1)
})
