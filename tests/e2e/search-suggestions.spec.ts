import { expect, test, type Page } from '@playwright/test'

import { expectAccessible } from '#tests/support/axe.ts'
import { holdAnswers } from '#tests/support/hold-answers.ts'

const list = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' })
const options = (page: Page) => list(page).getByRole('option')

for (const [where, address] of [
  ['home', '/'],
  ['the search page', '/search'],
  ['the header', '/people'],
  ['the page that is not there', '/nothing-is-here'],
] as const) {
  test(`the search box of ${where} suggests after two characters, five at most`, async ({ page }) => {
    await page.goto(address)
    const box = page.getByRole('combobox').and(page.locator('input')).last()
    await expect(box).toHaveAttribute('aria-expanded', 'false')
    // Where an address leads nowhere, its words stand in the box.
    await box.fill('')
    await box.pressSequentially('k')
    await expect(list(page)).toHaveCount(0)
    await box.pressSequentially('i')
    await expect(box).toHaveAttribute('aria-expanded', 'true')
    // More than five begin so.
    await expect(options(page)).toHaveCount(5)
  })
}

test('the keyboard moves through the suggestions, opens one, and the field keeps the focus', async ({ page }) => {
  await page.goto('/')
  const box = page.getByRole('combobox')
  await box.pressSequentially('michael')
  await expect(options(page)).toHaveCount(2)
  await expect(options(page).first()).toHaveAccessibleName('Professor Michael West, person, 1 conversation')
  await expect(options(page).nth(1)).toHaveAccessibleName(/conversation, December 2023$/)
  await expect(box).not.toHaveAttribute('aria-activedescendant')

  await page.keyboard.press('ArrowDown')
  const active = () =>
    box.evaluate((field) => {
      const option = document.getElementById(field.getAttribute('aria-activedescendant') ?? '')
      return option?.getAttribute('aria-selected') === 'true' ? option.textContent : null
    })
  await expect.poll(active).toContain('Michael West')
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('michael')
  await page.keyboard.press('ArrowDown')
  await expect.poll(active).toContain('Compassion and kindness in leadership')
  // Beyond the last comes the field itself, and before it the last.
  await page.keyboard.press('ArrowDown')
  await expect.poll(active).toBeNull()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect.poll(active).toContain('Michael West')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/people/michael-west')
})

test('Enter without a chosen suggestion searches what was typed', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox').pressSequentially('michael')
  await expect(options(page).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/search?q=michael')
})

for (const key of ['Home', 'End', 'ArrowLeft', 'ArrowRight']) {
  test(`${key} goes back to what was typed, so that Enter searches it`, async ({ page }) => {
    await page.goto('/')
    const box = page.getByRole('combobox')
    await box.pressSequentially('michael')
    await expect(options(page)).toHaveCount(2)
    await page.keyboard.press('ArrowDown')
    await expect(box).toHaveAttribute('aria-activedescendant', /-0$/)
    await page.keyboard.press(key)
    await expect(box).not.toHaveAttribute('aria-activedescendant')
    await expect(options(page)).toHaveCount(2)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/search?q=michael')
  })
}

test('a space after the words is typing too, and takes a choice back', async ({ page }) => {
  await page.goto('/')
  const box = page.getByRole('combobox')
  await box.pressSequentially('michael')
  await expect(options(page)).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await expect(box).toHaveAttribute('aria-activedescendant', /-0$/)
  await page.keyboard.press('Space')
  await expect(box).not.toHaveAttribute('aria-activedescendant')
})

test('Down after Escape opens what the words find now, not what earlier ones found', async ({ page }) => {
  await page.goto('/')
  const box = page.getByRole('combobox')
  await box.pressSequentially('mi')
  await expect(options(page)).toHaveCount(4)
  const letGo = await holdAnswers(page, '**/suggest.json*')
  await page.keyboard.type('chael')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  letGo()
  await expect(options(page)).toHaveCount(2)
})

test('Escape, while suggestions are on their way, keeps them away', async ({ page }) => {
  const letGo = await holdAnswers(page, '**/suggest.json?q=leader')
  await page.goto('/search')
  const box = page.getByRole('combobox', { name: 'Search the archive' })
  const asked = page.waitForRequest(/suggest\.json\?q=leader$/)
  const answered = page.waitForResponse(/suggest\.json\?q=leader$/)
  await box.fill('leader')
  await asked
  await page.keyboard.press('Escape')
  letGo()
  await (await answered).finished()
  await page.evaluate(() => new Promise(requestAnimationFrame))
  await expect(list(page)).toBeHidden()
  await expect(box).toHaveValue('leader')
})

test('Escape closes the suggestions and leaves what was typed, Down opens them again', async ({ page }) => {
  await page.goto('/search')
  const box = page.getByRole('combobox', { name: 'Search the archive' })
  await box.pressSequentially('leader')
  await expect(options(page).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(list(page)).toBeHidden()
  await expect(box).toHaveAttribute('aria-expanded', 'false')
  await expect(box).not.toHaveAttribute('aria-activedescendant')
  await expect(box).toHaveValue('leader')
  await page.keyboard.press('ArrowDown')
  await expect(options(page).first()).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(list(page)).toBeHidden()
})

test('a chosen suggestion opens on the search page too, and typing on takes the choice back', async ({ page }) => {
  await page.goto('/search')
  const box = page.getByRole('combobox', { name: 'Search the archive' })
  const first = page.waitForResponse(/suggest\.json\?q=micha$/)
  await box.pressSequentially('micha')
  await first
  await expect(options(page).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(box).toHaveAttribute('aria-activedescendant', /./)
  const found = page.waitForResponse(/suggest\.json\?q=michael$/)
  await page.keyboard.type('el')
  await found
  await expect(box).not.toHaveAttribute('aria-activedescendant')
  await expect(page).toHaveURL('/search?q=michael')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/people/michael-west')
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } })

  test('a tap opens a suggestion', async ({ page }) => {
    await page.goto('/')
    const box = page.getByRole('combobox')
    await box.tap()
    await box.pressSequentially('edmon')
    await expect(options(page).first()).toContainText('Amy Edmondson')
    await options(page).first().tap()
    await expect(page).toHaveURL('/people/amy-edmondson')
  })
})

test('a choice stays when an answer to letters typed before it comes late', async ({ page }) => {
  const answerNow = await holdAnswers(page, '**/suggest.json?q=micha')
  await page.goto('/')
  const box = page.getByRole('combobox')
  await box.pressSequentially('mich')
  await expect(options(page).first()).toContainText('Michael West')
  const asked = page.waitForRequest(/suggest\.json\?q=micha$/)
  const answered = page.waitForResponse(/suggest\.json\?q=micha$/)
  await page.keyboard.type('a')
  await asked
  await page.keyboard.press('ArrowDown')
  await expect(box).toHaveAttribute('aria-activedescendant', /-0$/)
  answerNow()
  await (await answered).finished()
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/people/michael-west')
})

test('suggestions come from here alone, and without them the box is an ordinary one', async ({ page }) => {
  await page.goto('/')
  await page.route('**/suggest.json*', (route) => route.abort())
  const box = page.getByRole('combobox')
  await box.pressSequentially('leadership')
  await expect(list(page)).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/search?q=leadership')
})

test('one request for suggestions is under way at a time', async ({ page }) => {
  let underWay = 0
  let most = 0
  const asked: string[] = []
  let answerNow: () => void = () => undefined
  const typed = new Promise<void>((resolve) => (answerNow = resolve))
  await page.route('**/suggest.json*', async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('q') ?? '')
    underWay += 1
    most = Math.max(most, underWay)
    await typed
    underWay -= 1
    await route.continue()
  })
  await page.goto('/')
  await page.getByRole('combobox').pressSequentially('leadership')
  answerNow()
  await expect(options(page).first()).toContainText(/leadership/i)
  // What was typed while the first one was under way is asked once, as it stands in the end.
  expect(asked).toEqual([expect.stringMatching(/^le/), 'leadership'])
  expect(most).toBe(1)
})

for (const { address, narrow } of [
  { address: '/', narrow: 320 },
  { address: '/search', narrow: 320 },
  // On a phone the header has a link to the search in the place of a box.
  { address: '/people', narrow: 640 },
]) {
  test(`suggestions on ${address} have nothing that axe finds, light and dark, narrow and wide, and fit`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(address)
    await page.getByRole('combobox').and(page.locator('input')).pressSequentially('kind')
    await expect(options(page).first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expectAccessible(page, { narrow, within: 'form:has([role=listbox]:not([hidden]))' })
    await expect(options(page).first()).toBeVisible()
  })
}
