import { expect, test, type Page } from '@playwright/test'

/** The field: a combobox where scripts run, a searchbox where not. */
const box = (page: Page) => page.locator('form[role=search] input[name=q]')
const results = (page: Page) => page.locator('#results').getByRole('heading', { level: 3 })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    /** Opens a search; where there are scripts they run by then, so that what follows is done by them. */
    async function open(page: Page, address: string) {
      const answer = await page.goto(address)
      if (javaScriptEnabled) await expect(page.getByRole('combobox', { name: 'Search the archive' })).toBeVisible()
      return answer
    }

    test('two words, both misspelt, find the conversation first', async ({ page }) => {
      await page.goto('/')
      await box(page).fill('compasionate leadrship')
      await page.getByRole('button', { name: 'Search' }).click()
      const first = page.locator('#results article').first()
      await expect(first).toContainText('December 2023')
      await expect(box(page)).toHaveValue('compasionate leadrship')
      await first.getByRole('heading').getByRole('link').click()
      await expect(page).toHaveURL('/conversations/compassion-and-kindness-in-leadership')
    })

    test('filters narrow by speaker, theme and time, and chips take them away again', async ({ page }) => {
      await open(page, '/search?q=kindness&kind=conversation')
      const count = async () => Number.parseInt((await page.locator('#results-title').innerText()).replace(',', ''), 10)
      const all = await count()
      const chips = page.getByRole('list', { name: 'Filters in use' })

      await page
        .getByRole('group', { name: 'Speaker' })
        .getByRole('checkbox', { name: /Maureen Bisognano/ })
        .check()
      await page.getByRole('button', { name: 'Apply' }).click()
      await expect(page).toHaveURL(/speaker=maureen-bisognano/)
      await expect(chips).toContainText('Maureen Bisognano')
      const bySpeaker = await count()
      expect(bySpeaker).toBeLessThan(all)

      const theme = page.getByRole('group', { name: 'Theme' }).getByRole('checkbox').first()
      await theme.check()
      await page.getByRole('button', { name: 'Apply' }).click()
      await expect(page).toHaveURL(/theme=/)
      // The address comes before the page: only what is on the page says that the answer is there.
      await expect(chips.getByRole('listitem')).toHaveCount(4)
      expect(await count()).toBeLessThanOrEqual(bySpeaker)
      await chips.getByRole('link').nth(0).click()
      await expect(page).not.toHaveURL(/theme=/)
      await expect(page).toHaveURL(/speaker=maureen-bisognano/)
      await expect(chips.getByRole('listitem')).toHaveCount(3)
      expect(await count()).toBe(bySpeaker)

      await page.getByRole('list', { name: 'Results by month' }).getByRole('link', { name: /^2022/ }).click()
      await expect(page).toHaveURL(/from=2022-01&to=2022-12/)
      await expect(chips).toContainText('January to December 2022')
      const inYear = await count()
      expect(inYear).toBeGreaterThan(0)
      expect(inYear).toBeLessThan(bySpeaker)

      await chips.getByRole('link', { name: 'Clear all' }).click()
      await expect(page).toHaveURL('/search?q=kindness')
    })

    test('a month of the histogram leads to what was held in it', async ({ page }) => {
      await open(page, '/search?q=kindness&kind=conversation')
      await page
        .getByRole('list', { name: 'Results by month' })
        .getByRole('link', { name: /^November 2023: 1 result$/ })
        .click()
      await expect(page).toHaveURL(/from=2023-11&to=2023-11/)
      await expect(results(page)).toHaveText(['Kindness and psychological safety'])
    })

    test('a typed range narrows too', async ({ page }) => {
      await open(page, '/search?kind=conversation')
      await page.getByRole('textbox', { name: 'From' }).fill('2024-01')
      await page.getByRole('textbox', { name: 'To' }).fill('2024')
      await page.getByRole('button', { name: 'Apply' }).click()
      await expect(results(page)).toHaveCount(2)
    })

    test('a range that cannot be read is said to be so, with what was typed', async ({ page }) => {
      const answer = await open(page, '/search?q=kindness&from=last+spring&theme=leadership')
      expect(answer?.status()).toBe(400)
      await expect(page).toHaveTitle(/^Error: kindness/)
      const from = page.getByRole('textbox', { name: 'From' })
      await expect(from).toHaveValue('last spring')
      await expect(from).toHaveAttribute('aria-invalid', 'true')
      await expect(from).toHaveAccessibleDescription(/last spring.*is not a month/)
      await expect(box(page)).toHaveValue('kindness')

      await page.getByRole('alert').getByRole('link').click()
      await expect(from).toBeFocused()
      await from.fill('2023-01')
      await page.getByRole('button', { name: 'Apply' }).click()
      await expect(page).toHaveURL(/q=kindness/)
      await expect(page).toHaveURL(/theme=leadership/)
      await expect(results(page).first()).toBeVisible()
    })

    test('the order is chosen and kept beside the filters', async ({ page }) => {
      await open(page, '/search?q=kindness&kind=conversation')
      await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Oldest first' })
      await page.getByRole('button', { name: 'Sort' }).click()
      await expect(page).toHaveURL(/kind=conversation/)
      await expect(page.locator('#results .stamp').first()).toHaveText(/2022$/)
    })

    test('a search that finds nothing says which filter to take away, and what that would give', async ({ page }) => {
      const answer = await open(page, '/search?q=clean+language&theme=leadership&has=recording')
      expect(answer?.status()).toBe(200)
      await expect(page.getByText('Nothing was found for clean language with the filters')).toBeVisible()
      const way = page.locator('#results').getByRole('link', { name: /^\d+ results? without them$/ })
      const total = Number.parseInt(await way.innerText(), 10)
      await way.click()
      await expect(page).toHaveURL('/search?q=clean+language')
      await expect(page.locator('#results-title')).toHaveText(total === 1 ? '1 result' : `${total} results`)
    })

    test('a search that finds nothing gives the nearest spelling that finds something', async ({ page }) => {
      await open(page, '/search?q=pyschological+saftey&from=2019&to=2020')
      const way = page.locator('#results').getByRole('listitem').filter({ hasText: 'instead' })
      await expect(way).toContainText(/psychological safety instead: \d+ results? without the filters/)
      await way.getByRole('link').click()
      await expect(page).toHaveURL('/search?q=psychological+safety')
      await expect(results(page).first()).toBeVisible()
    })

    test('words that nobody said lead to a theme to begin with', async ({ page }) => {
      await page.goto('/search?q=zzzzqqqq')
      await expect(page.getByText('Nothing was found for zzzzqqqq')).toBeVisible()
      await page.locator('#results').getByRole('link').first().click()
      await expect(page).toHaveURL(/\/themes\/./)
    })

    test('a misspelt surname finds the person first, then what they spoke at', async ({ page }) => {
      await page.goto('/search?q=edmundson')
      await expect(results(page).first()).toHaveText('Amy Edmondson')
      await expect(results(page).nth(1)).toHaveText('Kindness and psychological safety')
    })

    test('what was found in a document is shown as such, and leads to it', async ({ page }) => {
      await page.goto('/search?q=kindness+youth+forum')
      const found = page
        .locator('#results p')
        .filter({ hasText: /^In the insights/ })
        .first()
      await expect(found.locator('mark').first()).toBeVisible()
      await expect(found.getByRole('link')).toHaveAttribute('href', /^\/conversations\/[^/]+#insights$/)
    })

    test('pages of results carry their number in the title and lead on', async ({ page }) => {
      await open(page, '/search')
      await page
        .getByRole('navigation', { name: 'Pages' })
        .getByRole('link', { name: /^Next page/ })
        .click()
      await expect(page).toHaveURL('/search?page=2')
      await expect(page).toHaveTitle(/^Search, page 2 of \d: Third Thursday$/)
      await expect(page.locator('#results ol').first()).toHaveAttribute('start', '21')
      await page.getByRole('link', { name: /^Previous page/ }).click()
      await expect(page).toHaveURL('/search')
    })

    test('a page beyond the last says how many there are, and leads to the last', async ({ page }) => {
      const answer = await open(page, '/search?page=99')
      expect(answer?.status()).toBe(404)
      await expect(page.locator('#results')).toContainText(/There is no page 99 of these results: they fill \d pages\./)
      await expect(page).toHaveTitle(/^Search: /)
      await page.getByRole('link', { name: 'Go to the last page' }).click()
      await expect(page).toHaveURL(/\/search\?page=\d$/)
      await expect(results(page).first()).toBeVisible()
    })

    test('a page of nothing leads to no page', async ({ page }) => {
      await open(page, '/search?q=zzzzqqqq&page=2')
      await expect(page.getByText('Nothing was found for zzzzqqqq')).toBeVisible()
      await expect(page.getByRole('navigation', { name: 'Pages' })).toHaveCount(0)
      await expect(page).toHaveTitle(/^zzzzqqqq: /)
    })

    test('a result says where the words were found, and marks them there', async ({ page }) => {
      await open(page, '/search?q=bisognano')
      const person = page.locator('#results article').first()
      await expect(person.locator('h3 mark')).toHaveText('Bisognano')
      await expect(person.getByText('Found in the title.')).toBeAttached()
    })

    test('words of the tour lead to the second at which they are said', async ({ page }) => {
      await page.goto('/search?q=narrator+two+commands+worth+knowing')
      const moment = page
        .locator('#results')
        .getByRole('link', { name: /^(Play|Read) from \d+:\d\d/ })
        .first()
      await expect(moment).toHaveAttribute('href', /^\/conversations\/a-tour-of-the-archive\?t=\w+#\w+/)
    })
  })
}

test('an address that asks for what cannot be is answered with 400, never with a failure', async ({ request }) => {
  for (const query of [
    'page=0',
    'page=x',
    'from=2023-13',
    'to=soon',
    'from=2024-01&to=2023-01',
    'kind=animal',
    'has=fun',
    'sort=best',
    `q=${'x'.repeat(2000)}`,
  ]) {
    const answer = await request.get(`/search?${query}`)
    expect(answer.status(), query).toBe(400)
  }
})

test('hostile words are words', async ({ page }) => {
  for (const words of [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE person; --",
    '\u0000',
    '%',
    '((((',
    '"',
  ]) {
    const answer = await page.goto(`/search?q=${encodeURIComponent(words)}`)
    expect(answer?.status(), words).toBeLessThan(500)
    expect(await page.locator('#results script, #results img').count()).toBe(0)
  }
})

test('on a small screen the filters wait behind a word, and open', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto('/search?q=kindness')
  const apply = page.getByRole('button', { name: 'Apply' })
  await expect(apply).toBeHidden()
  await page.getByText('Filters', { exact: true }).click()
  await expect(apply).toBeVisible()
})

test('the filters can be skipped', async ({ page }) => {
  await page.goto('/search?q=kindness')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip the filters' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(
    page.locator('#results').getByRole('link').or(page.locator('#results').getByRole('combobox')).first(),
  ).toBeFocused()
})
