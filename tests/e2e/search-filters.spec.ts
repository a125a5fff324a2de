import { expect, test, type Locator, type Page } from '@playwright/test'

const results = (page: Page) => page.locator('#results').getByRole('heading', { level: 3 })
const title = (page: Page) => page.locator('#results-title')
const chips = (page: Page) => page.getByRole('list', { name: 'Filters in use' })
const months = (page: Page) => page.getByRole('list', { name: 'Results by month' })
const month = (page: Page, value: string) => months(page).locator(`a[data-month="${value}"]`)

/** Opens a search and waits for its scripts. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('combobox', { name: 'Search the archive' })).toBeVisible()
}

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('It is not on the page.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('a box that is ticked applies at once, in the page, and Apply leads to the results', async ({ page }) => {
  await open(page, '/search?q=kindness')
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  const speaker = page.getByRole('group', { name: 'Speaker' }).getByRole('checkbox', { name: /Maureen Bisognano/ })
  await speaker.check()
  await expect(page).toHaveURL('/search?q=kindness&speaker=maureen-bisognano')
  await expect(chips(page)).toContainText('Maureen Bisognano')
  await expect(speaker).toBeFocused()
  await speaker.uncheck()
  await expect(page).toHaveURL('/search?q=kindness')
  await expect(speaker).toBeFocused()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(title(page)).toBeFocused()
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
})

test('a chip takes its filter away and gives the focus to the next, the last one to the count', async ({ page }) => {
  await open(page, '/search?q=kindness&theme=leadership&theme=culture&kind=conversation')
  await chips(page)
    .getByRole('link', { name: /^Remove filter: Culture/ })
    .click()
  await expect(chips(page).getByRole('link')).toHaveCount(3)
  await expect(chips(page).getByRole('link', { name: /^Remove filter: Conversations/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(chips(page).getByRole('link')).toHaveCount(2)
  await expect(chips(page).getByRole('link').nth(0)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('No filter in use.')).toBeVisible()
  await expect(title(page)).toBeFocused()
  await expect(page).toHaveURL('/search?q=kindness')
})

test('a long facet is searched by any part of a name, and what is ticked there is a filter', async ({ page }) => {
  await open(page, '/search?kind=conversation')
  const group = page.getByRole('group', { name: 'Speaker' })
  const find = group.getByRole('searchbox', { name: /^Find a speaker/ })
  // Neither the beginning of the name nor of a word in it, and with another case.
  await find.fill('ISOGN')
  await expect(group.getByRole('checkbox')).toHaveCount(1)
  await expect(group.getByRole('checkbox')).toHaveAccessibleName(/^Maureen Bisognano/)
  await find.press('Enter')
  await expect(page).toHaveURL('/search?kind=conversation')
  await group.getByRole('checkbox').check()
  await expect(page).toHaveURL('/search?speaker=maureen-bisognano&kind=conversation')
  await expect(chips(page)).toContainText('Maureen Bisognano')
  await expect(group.getByRole('checkbox')).toBeFocused()

  await find.fill('nobody is called this')
  await expect(group.getByText('No speaker of these results is called that.').first()).toBeVisible()
  await find.fill('')
  await expect(group.getByRole('checkbox', { name: /^Maureen Bisognano/ })).toBeChecked()
})

test('a facet whose search fails says so and tries again with the next letter', async ({ page }) => {
  await open(page, '/search?kind=conversation')
  const group = page.getByRole('group', { name: 'Speaker' })
  await page.route('**/facet.json*', (route) => route.abort())
  await group.getByRole('searchbox').fill('west')
  await expect(group.getByText('The speakers could not be searched').first()).toBeVisible()
  await page.unroute('**/facet.json*')
  await group.getByRole('searchbox').press('Backspace')
  await expect(group.getByRole('checkbox', { name: /Michael West/ })).toBeVisible()
})

test('months are chosen by keyboard: arrows move, Enter takes one, Shift and Enter a range', async ({ page }) => {
  await open(page, '/search?q=kindness&kind=conversation')
  await month(page, '2023-05').focus()
  await page.keyboard.press('ArrowRight')
  await expect(month(page, '2023-06')).toBeFocused()
  // April 2023 has no conversation: the arrow passes over it.
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(month(page, '2023-03')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/search?q=kindness&kind=conversation&from=2023-03&to=2023-03')
  await expect(month(page, '2023-03')).toHaveAttribute('aria-current', 'true')
  await expect(month(page, '2023-03')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+Enter')
  await expect(page).toHaveURL('/search?q=kindness&kind=conversation&from=2023-03&to=2023-06')
  await expect(chips(page)).toContainText('March to June 2023')
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('2023-03')
  await expect(results(page)).toHaveCount(3)
})

test('months are chosen with a pointer: a click, Shift and a click, a drag over several, also backwards', async ({
  page,
}) => {
  await open(page, '/search?kind=conversation')
  await month(page, '2023-11').click()
  await expect(page).toHaveURL('/search?kind=conversation&from=2023-11&to=2023-11')
  await month(page, '2024-01').click({ modifiers: ['Shift'] })
  await expect(page).toHaveURL('/search?kind=conversation&from=2023-11&to=2024-01')
  await expect(results(page)).toHaveCount(3)

  // What has just come may still move the months: they are taken where they stay.
  await expect(async () => {
    const before = [await middleOf(month(page, '2022-12')), await middleOf(month(page, '2022-09'))]
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect([await middleOf(month(page, '2022-12')), await middleOf(month(page, '2022-09'))]).toEqual(before)
  }).toPass()
  const [begin, end] = [await middleOf(month(page, '2022-12')), await middleOf(month(page, '2022-09'))]
  await page.mouse.move(begin.x, begin.y)
  await page.mouse.down()
  await page.mouse.move((begin.x + end.x) / 2, end.y, { steps: 4 })
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await expect(page.getByText('September to December 2022')).toBeVisible()
  await expect(month(page, '2022-10')).toHaveAttribute('aria-current', 'true')
  await page.mouse.up()
  await expect(page).toHaveURL('/search?kind=conversation&from=2022-09&to=2022-12')
  await expect(chips(page)).toContainText('September to December 2022')
})

test('a range that is typed wrongly is said to be so in the page, and what was typed stays', async ({ page }) => {
  await open(page, '/search?q=kindness')
  const from = page.getByRole('textbox', { name: 'From' })
  await from.fill('last spring')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('alert')).toContainText('“last spring” is not a month for From')
  await expect(from).toHaveValue('last spring')
  await expect(from).toHaveAttribute('aria-invalid', 'true')
  await expect(page).toHaveTitle(/^Error: kindness/)
  await from.fill('2023-11')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/search?q=kindness&from=2023-11')
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(results(page).first()).toBeVisible()
})

test('the order applies when it is chosen', async ({ page }) => {
  await open(page, '/search?q=kindness&kind=conversation')
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('oldest')
  await expect(page).toHaveURL('/search?q=kindness&kind=conversation&sort=oldest')
  await expect(page.locator('#results .stamp').first()).toHaveText(/2022$/)
})

test('on a small screen Apply closes the filters and leads to the results', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await open(page, '/search?q=kindness')
  await page.getByText('Filters', { exact: true }).click()
  await page.getByRole('checkbox', { name: /^Insights/ }).check()
  await expect(page).toHaveURL('/search?q=kindness&has=insights')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(title(page)).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Apply' })).toBeHidden()
})

test('what bears the name that was asked for is named where the filters leave it out, and only there', async ({
  page,
}) => {
  const outside = page.getByText('Outside these filters:')
  await open(page, '/search?q=leadership&from=2023&kind=conversation')
  await expect(outside).toHaveText('Outside these filters: the theme Leadership.')
  await outside.getByRole('link', { name: 'Leadership' }).click()
  await expect(page).toHaveURL('/themes/leadership')

  await open(page, '/search?q=leadership')
  await expect(results(page).first()).toBeVisible()
  await expect(outside).toHaveCount(0)
  await open(page, '/search?q=leadership&kind=theme')
  await expect(results(page).first()).toBeVisible()
  await expect(outside).toHaveCount(0)
})

test('the search of a long facet stays when the list gets short, and gives the list back', async ({ page }) => {
  await open(page, '/search?kind=conversation')
  const group = page.getByRole('group', { name: 'Speaker' })
  const find = group.getByRole('searchbox', { name: /^Find a speaker/ })
  await find.fill('ISOGN')
  await expect(group.getByRole('checkbox')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Search the archive' }).fill('"psychological safety"')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: "psychological safety"')
  await expect(group.getByText('No speaker of these results is called that.').first()).toBeVisible()
  await find.fill('')
  await expect(group.getByRole('checkbox', { name: /^Amy Edmondson/ })).toBeVisible()
  expect(await group.getByRole('checkbox').count()).toBeLessThan(9)
  await expect(find).toBeFocused()
})

test('a box that is ticked beside a wrong range keeps the focus', async ({ page }) => {
  await open(page, '/search?q=kindness')
  const box = page.getByRole('checkbox', { name: /^Insights/ })
  await page.getByRole('textbox', { name: 'From' }).fill('last spring')
  await box.check()
  await expect(page.getByRole('alert')).toContainText('“last spring” is not a month for From')
  await expect(page).toHaveURL('/search?q=kindness&has=insights&from=last+spring')
  await expect(box).toBeChecked()
  await expect(box).toBeFocused()
})

test('on a small screen Apply leaves the filters open where the range is wrong', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await open(page, '/search?q=kindness')
  await page.getByText('Filters', { exact: true }).click()
  const from = page.getByRole('textbox', { name: 'From' })
  await from.fill('last spring')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('alert')).toContainText('“last spring” is not a month for From')
  await expect(from).toBeVisible()
  await expect(from).toHaveAttribute('aria-invalid', 'true')
})

test('after a drag that ends elsewhere the next month can be chosen with Enter', async ({ page }) => {
  await open(page, '/search?kind=conversation')
  const [begin, end] = [await middleOf(month(page, '2023-05')), await middleOf(month(page, '2023-06'))]
  await page.mouse.move(begin.x, begin.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 4 })
  const elsewhere = await middleOf(title(page))
  await page.mouse.move(elsewhere.x, elsewhere.y)
  await page.mouse.up()
  await expect(page).toHaveURL('/search?kind=conversation&from=2023-05&to=2023-06')
  await expect(chips(page)).toContainText('May to June 2023')
  await month(page, '2023-11').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/search?kind=conversation&from=2023-11&to=2023-11')
})

test('“Clear all” of the panel takes every filter away and leads to the results', async ({ page }) => {
  await open(page, '/search?q=kindness&theme=leadership&has=insights&from=2023&sort=newest')
  await page.getByRole('complementary', { name: 'Filters' }).getByRole('link', { name: 'Clear all' }).click()
  await expect(page).toHaveURL('/search?q=kindness&sort=newest')
  await expect(title(page)).toBeFocused()
  await expect(page.getByText('No filter in use.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('')
})
