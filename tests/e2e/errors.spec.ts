import { expect, test } from '@playwright/test'

test('an unknown address is answered with 404 and a page that helps', async ({ page }) => {
  const answer = await page.goto('/nothing-is-here')
  expect(answer?.status()).toBe(404)
  await expect(page).toHaveTitle('Nothing is here: Third Thursday')
  await expect(page.getByRole('main').getByRole('search')).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'all conversations' })).toHaveAttribute(
    'href',
    '/conversations',
  )
})

test('the words of an address that is not found stand in the search box, ready to be looked for', async ({ page }) => {
  await page.goto('/conversations/compasion-and-kindness-in-ledership')
  const box = page.getByRole('main').getByRole('search')
  await expect(box.getByLabel('Look for it in the archive')).toHaveValue('compasion and kindness in ledership')
  await box.getByRole('button', { name: 'Search' }).click()
  await expect(page.locator('#results h3').first()).toHaveText('Compassion and kindness in leadership')
})

test('what is not there is answered with 404, and says so kindly', async ({ page }) => {
  for (const address of [
    '/conversations/no-such-conversation',
    '/conversations/2019',
    '/people/nobody',
    '/themes/nothing',
    '/people?letter=ß',
    '/people?page=99',
    '/conversations/%00',
    '/%E0%A4%A',
    '/search/more',
  ]) {
    const answer = await page.goto(address)
    expect(answer?.status(), address).toBe(404)
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveText('Nothing is here')
  }
})

test('an address that asks for something impossible is answered with 400, and told what', async ({ page }) => {
  for (const address of [
    '/people?page=first',
    '/people?letter=abc',
    '/documents?kind=secrets',
    '/conversations/2023?page=0',
  ]) {
    const answer = await page.goto(address)
    expect(answer?.status(), address).toBe(400)
    await expect(page.getByRole('main'), address).toContainText(/“.+” is not|There is no kind/)
  }
})

test('the years of the archive are named where a year is empty', async ({ page }) => {
  await page.goto('/conversations/2019')
  await expect(page.getByRole('main')).toContainText(
    'The archive holds nothing of the year 2019. Its conversations are of 2022 to',
  )
})
