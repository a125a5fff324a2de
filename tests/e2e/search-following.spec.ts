import { expect, test, type Page } from '@playwright/test'

const box = (page: Page) => page.getByRole('combobox', { name: 'Search the archive' })
const title = (page: Page) => page.locator('#results-title')
const results = (page: Page) => page.locator('#results').getByRole('heading', { level: 3 })
/** The words that are to be asked next, as the filters keep them. */
const wanted = (page: Page) => page.getByRole('complementary', { name: 'Filters' }).locator('input[name=q]')
const scroll = (page: Page) => page.evaluate(() => Math.round(window.scrollY))

/** Keeps the answers to requests for results back until `letGo`; tells what was asked, and the most that were under way at once. */
async function watchRequests(page: Page) {
  const asked: string[] = []
  let underWay = 0
  let most = 0
  let letGo: () => void = () => undefined
  const gone = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/search.data*', async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('q') ?? '')
    underWay += 1
    most = Math.max(most, underWay)
    const response = await route.fetch()
    await gone
    underWay -= 1
    await route.fulfill({ response })
  })
  return { asked, most: () => most, letGo: () => letGo() }
}

test('results follow typing, the address too, and the focus stays where it is', async ({ page }) => {
  await page.goto('/search')
  await box(page).pressSequentially('kindnes in teh nhs', { delay: 40 })
  await expect(page).toHaveURL('/search?q=kindnes+in+teh+nhs')
  await expect(results(page).first()).toContainText('kindness')
  await expect(page.locator('#results mark').first()).toBeVisible()
  await expect(box(page)).toBeFocused()
  await expect(box(page)).toHaveValue('kindnes in teh nhs')

  // In the middle of a word: the caret stays there.
  await box(page).evaluate((field: HTMLInputElement) => field.setSelectionRange(6, 6))
  await page.keyboard.type('s')
  await expect(page).toHaveURL('/search?q=kindness+in+teh+nhs')
  await page.keyboard.type('X')
  await expect(box(page)).toHaveValue('kindnesXs in teh nhs')
})

test('with JavaScript and without, the same address shows the same results', async ({ page, browser }) => {
  await page.goto('/search')
  await box(page).pressSequentially('kindnes in teh nhs')
  await expect(page).toHaveURL('/search?q=kindnes+in+teh+nhs')
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin })
  const plain = await context.newPage()
  await plain.goto('/search?q=kindnes+in+teh+nhs')
  await expect(results(plain).first()).toBeVisible()
  await expect(results(page)).toHaveText(await results(plain).allTextContents())
  await expect(title(page)).toHaveText((await title(plain).textContent()) ?? '')
  await context.close()
})

test('Back goes through what was chosen, not through every letter, and restores words, results and scroll', async ({
  page,
}) => {
  await page.goto('/people')
  await page.goto('/search')
  await box(page).pressSequentially('kindness', { delay: 30 })
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/search?q=kindness')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: kindness')
  const whole = await title(page).innerText()
  await page.evaluate(() => window.scrollTo(0, 900))
  await page.waitForFunction(() => window.history.state?.scroll === 900)

  await page.evaluate(() => document.querySelector<HTMLInputElement>('input[name=has][value=transcript]')?.click())
  await expect(page).toHaveURL('/search?q=kindness&has=transcript')
  await expect(title(page)).not.toHaveText(whole)

  await page.goBack()
  await expect(page).toHaveURL('/search?q=kindness')
  await expect(title(page)).toHaveText(whole)
  await expect(page.locator('input[name=has][value=transcript]')).not.toBeChecked()
  await expect.poll(() => scroll(page)).toBe(900)

  // From another page, too.
  const third = results(page).nth(2).getByRole('link')
  const before = await scroll(page)
  await third.evaluate((link: HTMLElement) => link.click())
  await expect(page).toHaveURL(/\/(conversations|themes|people)\//)
  await page.goBack()
  await expect(box(page)).toHaveValue('kindness')
  await expect(title(page)).toHaveText(whole)
  await expect.poll(() => scroll(page)).toBe(before)

  await page.goBack()
  await expect(page).toHaveURL('/people')
})

test('Back restores the words that were typed before a filter was chosen and others typed after it', async ({
  page,
}) => {
  await page.goto('/search?q=leadership')
  await expect(box(page)).toBeVisible()
  await page.locator('input[name=kind][value=conversation]').check()
  await expect(page).toHaveURL('/search?q=leadership&kind=conversation')
  await box(page).fill('patients')
  await expect(page).toHaveURL('/search?q=patients&kind=conversation')
  await page.goBack()
  await expect(page).toHaveURL('/search?q=leadership')
  await expect(box(page)).toHaveValue('leadership')
})

test('on a slow network one request is under way at a time, the newest words come next, and stale answers are dropped', async ({
  page,
}) => {
  await page.goto('/search')
  const requests = await watchRequests(page)
  await page.evaluate(() => {
    const shown: string[] = []
    Object.assign(window, { shown })
    const heading = document.querySelector('h1')!
    new MutationObserver(() => shown.push(heading.innerText)).observe(heading, {
      characterData: true,
      childList: true,
      subtree: true,
    })
  })
  await box(page).pressSequentially('kind')
  await expect.poll(() => requests.asked).toHaveLength(1)
  await page.keyboard.type('ness in leadership')
  await expect(wanted(page)).toHaveValue('kindness in leadership')
  requests.letGo()
  await expect(page).toHaveURL('/search?q=kindness+in+leadership')
  expect(requests.most()).toBe(1)
  // What was typed while the first one was under way is asked once, as it stands in the end.
  expect(requests.asked).toEqual([expect.stringMatching(/^k/), 'kindness in leadership'])
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { shown: string[] }).shown))
    .toEqual(['Search: kindness in leadership'])
})

/** What the polite regions of the search form have said: the count, and the suggestions. */
async function listen(page: Page) {
  await expect(box(page)).toBeVisible()
  await page.evaluate(() => {
    const said: string[][] = []
    Object.assign(window, { said })
    for (const [place, region] of [...document.querySelectorAll('form[role=search] [aria-live=polite]')].entries()) {
      const words: string[] = (said[place] = [])
      new MutationObserver(() => words.push(region.textContent ?? '')).observe(region, {
        characterData: true,
        childList: true,
        subtree: true,
      })
    }
  })
  const said = () => page.evaluate(() => (window as unknown as { said: string[][] }).said)
  return { ofCount: async () => (await said())[0], ofSuggestions: async () => (await said())[1] }
}

test('the count is announced once, after typing and answers have settled, and apart from it the suggestions', async ({
  page,
}) => {
  await page.goto('/search')
  const said = await listen(page)
  const { asked, letGo } = await watchRequests(page)
  await box(page).pressSequentially('kind')
  await expect.poll(() => asked).toHaveLength(1)
  await page.keyboard.type('ness')
  await expect(wanted(page)).toHaveValue('kindness')
  letGo()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: kindness')
  const whole = await title(page).innerText()
  await expect.poll(said.ofCount).toEqual([`${whole} for kindness.`])
  await expect.poll(said.ofSuggestions).toEqual(['5 suggestions, with the down arrow.'])
  await page.keyboard.press('Escape')
  await expect.poll(said.ofSuggestions).toEqual(['5 suggestions, with the down arrow.', ''])
  await page.locator('input[name=kind][value=conversation]').check()
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('Conversations')
  const within = await title(page).innerText()
  await expect.poll(async () => (await said.ofCount())?.at(-1)).toBe(`${within} for kindness.`)
  expect((await said.ofCount())?.filter((words) => words !== '')).toEqual([
    `${whole} for kindness.`,
    `${within} for kindness.`,
  ])
})

test('as long as an answer is due nothing is announced, also when a letter is typed and taken back', async ({
  page,
}) => {
  await page.goto('/search?q=leadership')
  const said = await listen(page)
  const { letGo } = await watchRequests(page)
  const asked = page.waitForRequest(/search\.data\?q=kindness/)
  await box(page).fill('kindness')
  await asked
  await box(page).evaluate((field: HTMLInputElement) => {
    for (const value of ['kindnessx', 'kindness']) {
      field.value = value
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
  })
  letGo()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search: kindness')
  await expect.poll(said.ofCount).toEqual([`${await title(page).innerText()} for kindness.`])
})

test('a request that fails leaves the page as it was, says so, and the next letter tries again', async ({ page }) => {
  await page.goto('/search?q=leadership')
  const before = await results(page).allInnerTexts()
  await page.route('**/search.data*', (route) => route.abort())
  await box(page).press('End')
  await box(page).pressSequentially(' kind')
  const notice = page.locator('#results').getByRole('status')
  await expect(notice).toContainText('The search could not be reached just now')
  expect(await results(page).allInnerTexts()).toEqual(before)
  await expect(box(page)).toBeFocused()

  await page.unroute('**/search.data*')
  await box(page).pressSequentially('ness')
  await expect(page).toHaveURL('/search?q=leadership+kindness')
  await expect(notice).toBeHidden()
  expect(await results(page).allInnerTexts()).not.toEqual(before)
})

test('after a request that failed the form still asks for a page', async ({ page }) => {
  await page.goto('/search?q=leadership&kind=conversation')
  await page.route('**/search.data*', (route) => route.abort())
  await box(page).fill('kindness')
  await expect(page.locator('#results').getByRole('status')).toBeVisible()
  const document = page.waitForRequest((request) => request.isNavigationRequest())
  await box(page).press('Enter')
  expect(new URL((await document).url()).search).toBe('?q=kindness&kind=conversation')
  await expect(page.locator('#results').getByRole('status')).toBeHidden()
})

test('a page of results is an entry of its own, with its number in the title, and begins at its count', async ({
  page,
}) => {
  await page.goto('/search')
  // Until scripts run the link leads to a new page, which begins at its top.
  await expect(box(page)).toBeVisible()
  await page.getByRole('link', { name: /^Next page/ }).click()
  await expect(page).toHaveURL('/search?page=2')
  await expect(page).toHaveTitle(/^Search, page 2 of \d/)
  await expect(title(page)).toBeFocused()
  await expect(title(page)).toBeInViewport()
  await page.goBack()
  await expect(page).toHaveTitle(/^Search: /)
})

test('nothing is stored while searching, choosing and going back', async ({ page, context }) => {
  await page.goto('/search')
  await box(page).pressSequentially('kindness')
  await expect(page).toHaveURL('/search?q=kindness')
  await page.locator('input[name=kind][value=conversation]').check()
  await expect(page).toHaveURL(/kind=conversation/)
  await page.mouse.wheel(0, 800)
  await results(page).first().getByRole('link').click()
  await expect(page).not.toHaveURL(/\/search/)
  await page.goBack()
  await expect(page).toHaveURL(/kind=conversation/)
  await page.goBack()
  await expect(page).toHaveURL('/search?q=kindness')
  await expect(box(page)).toHaveValue('kindness')
  expect(await page.evaluate(() => [window.localStorage.length, window.sessionStorage.length])).toEqual([0, 0])
  expect(await context.cookies()).toEqual([])
})

test('after a link to a part of the page the scroll is kept as before', async ({ page }) => {
  await page.goto('/search?q=kindness')
  await expect(box(page)).toBeVisible()
  await page.getByRole('link', { name: 'Skip the filters' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/search?q=kindness#results')
  await page.evaluate(() => window.scrollTo(0, 900))
  await page.waitForFunction(() => window.history.state?.scroll === 900)
})
