import { expect, test } from '@playwright/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a reader goes from home over a year to a conversation, a person, a theme and on', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        'Conversations for Kindness, one evening a month',
      )
      await page.getByRole('link', { name: 'All conversations' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Conversations' })).toBeVisible()

      await page.getByRole('link', { name: /conversations of 2023$/ }).click()
      await expect(page).toHaveURL('/conversations/2023')
      await page.getByRole('link', { name: 'Compassion and kindness in leadership', exact: true }).click()

      const title = page.getByRole('heading', { level: 1 })
      await expect(title).toHaveText('Compassion and kindness in leadership')
      await expect(page.getByText('December 2023', { exact: true }).first()).toBeVisible()
      await expect(page.getByRole('region', { name: 'Summary sheet' })).toContainText('What compassion means')
      await page.getByRole('region', { name: 'Speaker' }).getByRole('link').click()

      await expect(title).toHaveText('Professor Michael West')
      await page.getByRole('region', { name: 'Themes' }).getByRole('link', { name: 'Leadership' }).click()
      await expect(title).toHaveText('Leadership')
      await page
        .getByRole('link', { name: 'November 2022: ' })
        .or(page.getByRole('link', { name: 'July 2023: ' }))
        .first()
        .click()
      await expect(page).toHaveURL(/\/conversations\/./)

      await page.getByRole('navigation', { name: 'Neighbouring conversations' }).getByRole('link').last().click()
      await expect(page).toHaveURL(/\/conversations\/./)
    })

    test('the first page shows the latest conversation, the themes and when people meet', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('region', { name: 'Latest conversation' })).toContainText('February 2024')
      await expect(page.getByRole('region', { name: 'Themes' }).getByRole('listitem')).toHaveCount(12)
      await expect(page.getByRole('region', { name: 'Meetings' })).toContainText(
        /The third Thursday of every month, 18:00 UK time\.\s*Next: Thursday \d+ \w+ \d{4}/,
      )
      const months = page.getByRole('list', { name: 'Conversations by month' })
      await expect(months.getByRole('listitem')).toHaveCount(20)
      await expect(months.getByRole('listitem').last()).toContainText('February 2024: Using ‘Clean Language’')
      await expect(months).toContainText('April 2023: no conversation')
    })

    test('a conversation says plainly what exists elsewhere and what was never published', async ({ page }) => {
      await page.goto('/conversations/compassion-and-kindness-in-leadership')
      await expect(page.getByText('A recording exists elsewhere.')).toBeVisible()
      const downloads = page.getByRole('region', { name: 'Download' })
      await expect(downloads.getByRole('listitem').filter({ hasText: 'Insights and summary' })).toContainText(
        'kept elsewhere; this archive has no copy',
      )
      await page.goto('/conversations/clean-language')
      await expect(page.getByText('No recording was published. Here to read: Summary sheet.')).toBeVisible()
    })

    test('a conversation without a title is called by who spoke', async ({ page }) => {
      await page.goto('/conversations/conversation-with-robin-banerjee-and-gillian-sandstrom')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        'Conversation with Dr Robin Banerjee and Dr Gillian Sandstrom',
      )
      await expect(page.getByText('hosted by Bob Klaber and Suzie Bailey')).toBeVisible()
    })

    test('a person who spoke in two roles has both, each with its month', async ({ page }) => {
      await page.goto('/people/gabrielle-matthews')
      const roles = page.getByRole('region', { name: 'Roles' }).getByRole('listitem')
      await expect(roles).toHaveCount(2)
      await expect(roles.first()).toContainText('November 2022')
      await expect(roles.last()).toContainText('July 2023')
    })

    test('what was typed into the search of any page is searched for', async ({ page }) => {
      await page.goto('/people')
      await page.locator('input[name=q]').fill('leadership')
      await page.getByRole('button', { name: 'Search' }).click()
      await expect(page).toHaveURL('/search?q=leadership')
      await expect(
        page
          .getByRole('region', { name: /results?$/ })
          .getByRole('heading', { level: 3 })
          .first(),
      ).toBeVisible()
    })
  })
}

test('every page has a title, a description and one permanent address', async ({ page, baseURL }) => {
  for (const [address, title] of [
    ['/conversations/2023', 'Conversations of 2023: Third Thursday'],
    [
      '/conversations/clean-language',
      'Using ‘Clean Language’ to achieve better and kinder conversations in healthcare, February 2024: Third Thursday',
    ],
    ['/people/maureen-bisognano', 'Maureen Bisognano: people, Third Thursday'],
  ] as const) {
    await page.goto(`${address}?utm_source=somewhere`)
    await expect(page).toHaveTitle(title)
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /.{20}/)
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href')
    expect(new URL(canonical ?? '', baseURL).pathname + new URL(canonical ?? '', baseURL).search).toBe(address)
  }
})

test('the pages about the site say what is counted, what is logged, and how to reach the community', async ({
  page,
}) => {
  await page.goto('/privacy')
  await expect(page.getByRole('region', { name: 'What is counted' })).toContainText('one sum a file and a day')
  await expect(page.getByRole('region', { name: 'What the server writes down' })).toContainText('none of your words')
  for (const address of ['/privacy', '/accessibility']) {
    await page.goto(address)
    await expect(page.getByRole('main')).toContainText('This archive knows no address of Kindness in Healthcare.')
    await page.getByRole('main').getByRole('link', { name: 'about this archive' }).click()
    await expect(page.getByRole('main')).toContainText('ask to join by a contact form')
  }
})
