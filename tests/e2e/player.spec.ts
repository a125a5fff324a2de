import { expect, test, type Page } from '@playwright/test'

import { expectAccessible } from '#tests/support/axe.ts'

const TOUR = '/conversations/a-tour-of-the-archive'

/** What the page's one recording is doing. */
function playing(page: Page) {
  return page.locator('video').evaluate((video: HTMLVideoElement) => ({
    second: video.currentTime,
    paused: video.paused,
    captions: [...video.textTracks].filter(({ mode }) => mode === 'showing').map(({ cues }) => cues?.length ?? 0),
  }))
}

/** Opens the page and waits for the button that scripts make of its play link: until then a time is a link to a new page. */
async function openWithScripts(page: Page): Promise<void> {
  await page.goto(TOUR)
  await expect(page.getByRole('button', { name: 'Play, 2 minutes' })).toBeVisible()
}

const secondOf = async (page: Page) => (await playing(page)).second
const transcript = (page: Page) => page.getByRole('list', { name: 'Transcript, by turn' })
const currentTurn = (page: Page) => transcript(page).locator('[aria-current]')

test.describe('with scripts', () => {
  test('the page ends with its foot', async ({ page }) => {
    await page.goto(TOUR)
    const below = () =>
      page
        .getByRole('contentinfo')
        .evaluate((foot) => document.documentElement.scrollHeight - Math.round(foot.getBoundingClientRect().bottom))
    await expect.poll(below).toBe(0)
  })

  test('the tour plays with its captions, asks nobody else, and the player has the focus', async ({
    page,
    baseURL,
  }) => {
    const strangers: string[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== baseURL) strangers.push(request.url())
    })
    await page.goto(TOUR)
    const play = page.getByRole('button', { name: 'Play, 2 minutes' })
    await expect(play).toHaveAccessibleDescription('This recording is kept here: playing it contacts nobody else.')
    await play.click()
    await expect.poll(() => secondOf(page)).toBeGreaterThan(1)
    await expect.poll(() => playing(page)).toMatchObject({ paused: false, captions: [30] })
    await expect(page.locator('video')).toBeFocused()
    await expect(currentTurn(page)).toContainText('Welcome to Third Thursday.')
    expect(strangers).toEqual([])
  })

  test('nothing of the recording is fetched before it is played', async ({ page }) => {
    const media: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'media') media.push(request.url())
    })
    await openWithScripts(page)
    await page.waitForLoadState('networkidle')
    expect(media).toEqual([])
  })

  test('an address with a time opens the recording and the transcript there', async ({ page }) => {
    await page.goto(`${TOUR}?t=1m`)
    await expect(currentTurn(page)).toContainText('It says plainly what was published')
    await expect(currentTurn(page)).toBeInViewport()
    expect(await secondOf(page)).toBe(0)
    await page.getByRole('button', { name: 'Play from 1:00' }).click()
    await expect.poll(() => secondOf(page)).toBeGreaterThan(60)
    expect(await secondOf(page)).toBeLessThan(75)
  })

  test('a time in the transcript plays from there, without a new page, and keeps the focus', async ({ page }) => {
    await openWithScripts(page)
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''))
    const time = page.getByRole('link', { name: 'Play from 1:13' })
    await time.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => secondOf(page)).toBeGreaterThan(73)
    expect(await playing(page)).toMatchObject({ paused: false })
    await expect(page.locator('body')).toHaveAttribute('data-same-page')
    await expect(time).toBeFocused()
    await expect(currentTurn(page)).toContainText('Press the time of any line')
    await expect(currentTurn(page)).toHaveCount(1)
  })

  test('a chapter plays from its beginning', async ({ page }) => {
    await openWithScripts(page)
    const chapter = page
      .getByRole('navigation', { name: 'Chapters' })
      .getByRole('listitem')
      .filter({ hasText: 'Goodbye' })
    await chapter.getByRole('link').click()
    await expect.poll(() => secondOf(page)).toBeGreaterThan(111)
  })

  test('the transcript stops following when the reader scrolls, and follows again when asked', async ({ page }) => {
    await page.goto(TOUR)
    await page.getByRole('button', { name: 'Play, 2 minutes' }).click()
    const pane = page.getByRole('region', { name: 'Transcript' })
    await expect(pane.getByText('Following')).toBeVisible()
    await transcript(page).hover()
    await page.mouse.wheel(0, 2000)
    await expect(pane.getByText('Following')).toBeHidden()
    await expect(currentTurn(page)).not.toBeInViewport()
    await pane.getByRole('button', { name: 'Follow again' }).click()
    await expect(pane.getByText('Following')).toBeVisible()
    await expect(currentTurn(page)).toBeInViewport()
  })

  test('a reader who presses “Follow again” by key stands in the transcript, with what is spoken in sight', async ({
    page,
  }) => {
    await page.goto(TOUR)
    await page.getByRole('button', { name: 'Play, 2 minutes' }).click()
    const pane = page.getByRole('region', { name: 'Transcript' })
    await expect(pane.getByText('Following')).toBeVisible()
    await transcript(page).focus()
    await page.keyboard.press('End')
    const again = pane.getByRole('button', { name: 'Follow again' })
    await again.focus()
    await page.keyboard.press('Enter')
    await expect(transcript(page)).toBeFocused()
    await expect(again).toBeHidden()
    await expect(currentTurn(page)).toBeInViewport()
  })

  test('what Tab has reached in the transcript stays in sight while the recording goes on', async ({ page }) => {
    await page.goto(TOUR)
    await page.getByRole('button', { name: 'Play, 2 minutes' }).click()
    const pane = page.getByRole('region', { name: 'Transcript' })
    await expect(pane.getByText('Following')).toBeVisible()
    await transcript(page).focus()
    await page.keyboard.press('Tab')
    const reached = transcript(page).getByRole('link').first()
    await expect(reached).toBeFocused()
    await expect(pane.getByRole('button', { name: 'Follow again' })).toBeVisible()
    await page.locator('video').evaluate((video: HTMLVideoElement) => (video.currentTime = 111))
    await expect(currentTurn(page)).not.toContainText('Welcome to Third Thursday.')
    await expect(reached).toBeInViewport()
  })

  test('a time that is clicked leaves the transcript following', async ({ page }) => {
    await page.goto(TOUR)
    await page.getByRole('button', { name: 'Play, 2 minutes' }).click()
    await transcript(page).getByRole('link').nth(1).click()
    await expect(page.getByRole('region', { name: 'Transcript' }).getByText('Following')).toBeVisible()
  })

  test('axe finds nothing while a recording of our own plays', async ({ page }) => {
    await page.goto(TOUR)
    await page.getByRole('button', { name: 'Play, 2 minutes' }).click()
    await expect(page.getByRole('button', { name: 'Picture in picture' })).toBeVisible()
    await expect(currentTurn(page)).toContainText('Welcome to Third Thursday.')
    await expectAccessible(page)
  })

  test('words are found in the transcript, counted and gone through', async ({ page }) => {
    await page.goto(TOUR)
    const find = page.getByRole('search', { name: 'Find in this transcript' })
    await find.getByRole('searchbox').fill('SEARCH')
    await expect(find.getByRole('status')).toHaveText('In 3 turns.')
    await expect(transcript(page).locator('mark')).toHaveCount(3)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(find.getByRole('status')).toHaveText('2 of 3 turns.')
    await expect(transcript(page).getByText('Begin with the')).toBeInViewport()
    await find.getByRole('searchbox').fill('zebra')
    await expect(find.getByRole('status')).toHaveText('Not in this transcript.')
  })

  test('the transcript’s pane is scrolled by the keys', async ({ page }) => {
    await page.goto(TOUR)
    await transcript(page).focus()
    await page.keyboard.press('End')
    await expect(transcript(page).getByText('Thank you for listening.')).toBeInViewport()
  })

  test('on paper the transcript stands at full length and the player is left out', async ({ page }) => {
    await page.goto(TOUR)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('button', { name: 'Play, 2 minutes' })).toBeHidden()
    const [height, content] = await transcript(page).evaluate((list) => [list.clientHeight, list.scrollHeight])
    expect(height).toBe(content)
  })
})

test('where scripts are blocked on their way, the play button leads to the recording and nothing is there in vain', async ({
  page,
}) => {
  await page.route(/\.js$/, (route) => route.abort())
  await page.goto(TOUR)
  await expect(page.getByRole('searchbox', { name: 'Find in this transcript' })).toBeHidden()
  await page.getByRole('link', { name: 'Play, 2 minutes' }).click()
  await expect(page).toHaveURL(/\/files\/[0-9a-f]{64}\/tour\.mp4$/)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the tour stands in the browser’s own player, at the second of the address, with captions', async ({ page }) => {
    await page.goto(`${TOUR}?t=1m5s`)
    const video = page.locator('video')
    await expect(video).toBeVisible()
    await expect(video).toHaveAttribute('controls')
    await expect(video).toHaveAttribute('src', /\/files\/[0-9a-f]{64}\/tour\.mp4#t=65$/)
    await expect(video.locator('track')).toHaveAttribute('src', `${TOUR}/transcript.en.vtt`)
    await expect(page.getByRole('link', { name: 'Play from 1:05' })).toBeHidden()
    await expect(currentTurn(page)).toContainText('It says plainly what was published')
  })

  test('the transcript is a plain list at full length whose times are links', async ({ page }) => {
    await page.goto(TOUR)
    await expect(page.getByRole('search', { name: 'Find in this transcript' })).toBeHidden()
    await expect(transcript(page).getByText('Thank you for listening.')).toBeVisible()
    const [height, content] = await transcript(page).evaluate((list) => [list.clientHeight, list.scrollHeight])
    expect(height).toBe(content)
    await page.getByRole('link', { name: 'Play from 1:13' }).click()
    await expect(page).toHaveURL(`${TOUR}?t=1m13s#recording`)
    await expect(page.locator('video')).toHaveAttribute('src', /#t=73$/)
  })
})
