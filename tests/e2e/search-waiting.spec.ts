import { expect, test, type Page } from '@playwright/test'

import { holdAnswers } from '#tests/support/hold-answers.ts'

/** What a reader does while an answer is on its way. */

const box = (page: Page) => page.getByRole('combobox', { name: 'Search the archive' })
const title = (page: Page) => page.locator('#results-title')
const chips = (page: Page) => page.getByRole('list', { name: 'Filters in use' })
const chip = (page: Page, name: string) => chips(page).getByRole('link', { name: `Remove filter: ${name}` })
const has = (page: Page, what: string) => page.locator(`input[type=checkbox][value=${what}]`)

/** Opens a search and waits for its scripts. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(box(page)).toBeVisible()
}

test('filters taken away one after the other are both gone', async ({ page }) => {
  await open(page, '/search?q=kindness&theme=leadership&theme=culture&kind=conversation')
  const letGo = await holdAnswers(page, '**/search.data*')
  await chip(page, 'Leadership').click()
  await chip(page, 'Culture').click()
  letGo()
  await expect(page).toHaveURL('/search?q=kindness&kind=conversation')
  await expect(chips(page).getByRole('listitem')).toHaveCount(2)
  await expect(chip(page, 'Conversations')).toBeFocused()
})

test('a box that was ticked stays ticked when a filter is taken away or a page chosen after it', async ({ page }) => {
  await open(page, '/search?kind=conversation')
  const letGo = await holdAnswers(page, '**/search.data*')
  await has(page, 'insights').check()
  await chip(page, 'Conversations').click()
  await expect(has(page, 'insights')).toBeChecked()
  letGo()
  await expect(page).toHaveURL('/search?has=insights')
  await expect(chips(page)).toContainText('With insights')
  await expect(has(page, 'insights')).toBeChecked()
})

test('words that have just been typed are asked with the box that is ticked after them', async ({ page }) => {
  await open(page, '/search?q=kindness&theme=leadership')
  // Faster than a hand, before the pause after which typed words are asked.
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('input[name=q][type=text]')!
    field.value = 'compassion'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    document.querySelector<HTMLElement>('[aria-label="Filters in use"] a')!.click()
    document.querySelector<HTMLElement>('input[type=checkbox][value=conversation]')!.click()
  })
  await expect(page).toHaveURL('/search?q=compassion&kind=conversation')
  await expect(box(page)).toHaveValue('compassion')
})

test('words that are typed before a filter is taken away stay in the field', async ({ page }) => {
  await open(page, '/search?q=kindness&theme=leadership')
  const letGo = await holdAnswers(page, '**/search.data*')
  const asked = page.waitForRequest(/search\.data\?q=compassion/)
  await box(page).fill('compassion')
  await asked
  // The suggestions would lie over the filters.
  await page.keyboard.press('Escape')
  await chip(page, 'Leadership').click()
  letGo()
  await expect(page).toHaveURL('/search?q=compassion')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: compassion')
  await expect(box(page)).toHaveValue('compassion')
})

test('whoever types again after “Clear all” keeps the focus in the field', async ({ page }) => {
  await open(page, '/search?q=kindness&theme=leadership')
  const letGo = await holdAnswers(page, '**/search.data*')
  await chips(page).getByRole('link', { name: 'Clear all' }).click()
  await box(page).press('End')
  await page.keyboard.type(' matters')
  letGo()
  await expect(page).toHaveURL('/search?q=kindness+matters')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: kindness matters')
  await expect(box(page)).toBeFocused()
})

test('a filter that is taken away in a new tab moves no focus here', async ({ page, context }) => {
  await open(page, '/search?q=kindness&theme=leadership&kind=conversation')
  const opened = context.waitForEvent('page')
  await chip(page, 'Leadership').click({ modifiers: ['ControlOrMeta'] })
  await (await opened).close()
  await has(page, 'insights').check()
  await expect(chips(page).getByRole('listitem')).toHaveCount(4)
  await expect(has(page, 'insights')).toBeFocused()
})

test('Apply leads to the count that is on its way, not to the one before', async ({ page }) => {
  await open(page, '/search?q=kindness')
  const before = await title(page).innerText()
  await title(page).evaluate((heading: HTMLElement) => {
    heading.addEventListener('focus', () => (heading.dataset['focusedAt'] ??= heading.innerText))
  })
  const letGo = await holdAnswers(page, '**/search.data*')
  await has(page, 'transcript').check()
  await page.getByRole('button', { name: 'Apply' }).click()
  letGo()
  await expect(title(page)).toBeFocused()
  await expect(title(page)).not.toHaveText(before)
  await expect(title(page)).toHaveAttribute('data-focused-at', await title(page).innerText())
})

test('a link to a part of the page leaves what is on its way to come', async ({ page }) => {
  await open(page, '/search?q=kindness')
  const letGo = await holdAnswers(page, '**/search.data*')
  const asked = page.waitForRequest(/search\.data\?q=kindness&has=insights/)
  await has(page, 'insights').check()
  await asked
  await page.getByRole('link', { name: 'Skip the filters' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/search?q=kindness#results')
  letGo()
  await expect(page).toHaveURL('/search?q=kindness&has=insights')
  await expect(chips(page)).toContainText('With insights')
})

test('Back shows at once what was asked there, and words typed before its answer go with that', async ({ page }) => {
  await open(page, '/search?q=kindness')
  await has(page, 'insights').check()
  await expect(chips(page)).toContainText('With insights')
  const letGo = await holdAnswers(page, '**/search.data*')
  await page.goBack()
  await expect(has(page, 'insights')).not.toBeChecked()
  await box(page).press('End')
  await page.keyboard.type(' matters')
  letGo()
  await expect(page).toHaveURL('/search?q=kindness+matters')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: kindness matters')
  await expect(box(page)).toHaveValue('kindness matters')
})

test('a typed range is gone with “Clear all”, even before it was asked', async ({ page }) => {
  await open(page, '/search?q=kindness&theme=leadership')
  const letGo = await holdAnswers(page, '**/search.data*')
  await page.getByRole('textbox', { name: 'From' }).fill('2024')
  await chips(page).getByRole('link', { name: 'Clear all' }).click()
  letGo()
  await expect(page).toHaveURL('/search?q=kindness')
  await expect(chips(page)).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('')
})

test('a choice that typing overtakes is an entry of the history, and what is typed after its answer is none', async ({
  page,
}) => {
  await open(page, '/search?q=kindness')
  const entries = () => page.evaluate(() => window.history.length)
  const before = await entries()
  const letGo = await holdAnswers(page, '**/search.data*')
  await has(page, 'insights').check()
  await box(page).press('End')
  await page.keyboard.type(' in')
  letGo()
  await expect(page).toHaveURL('/search?q=kindness+in&has=insights')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: kindness in')
  await box(page).fill('kindness in teams')
  await expect(page).toHaveURL('/search?q=kindness+in+teams&has=insights')
  expect(await entries()).toBe(before + 1)
  await page.goBack()
  await expect(page).toHaveURL('/search?q=kindness')
  await expect(box(page)).toHaveValue('kindness')
  await expect(has(page, 'insights')).not.toBeChecked()
})

test('Back goes back also where it comes before the answer to a choice is drawn', async ({ page }) => {
  // A page is drawn by a message to itself. A busy machine lets it wait: here until the browser has gone back.
  await page.addInitScript(() => {
    const [post, push] = [MessagePort.prototype.postMessage, history.pushState]
    const held: (() => void)[] = []
    let isHeld = false
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      if (isHeld) held.push(() => post.call(this, message))
      else post.call(this, message)
    }
    history.pushState = function (...entry) {
      push.apply(history, entry)
      isHeld = true
      history.back()
    }
    const letGo = () => {
      isHeld = false
      for (const message of held.splice(0)) message()
    }
    // After all who listen.
    addEventListener('popstate', () => setTimeout(letGo))
  })
  await open(page, '/search?q=kindness')
  const whole = await title(page).innerText()
  await has(page, 'insights').click()
  await expect(has(page, 'insights')).not.toBeChecked()
  await expect(page).toHaveURL('/search?q=kindness')
  await expect(title(page)).toHaveText(whole)
  await expect(chips(page)).toBeHidden()
})
