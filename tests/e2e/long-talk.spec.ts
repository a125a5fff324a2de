import { gzipSync } from 'node:zlib'

import { expect, test } from '@playwright/test'

import { firstView } from '#scripts/bench/first-view.ts'
import { LONG_TALK } from '#scripts/bench/long-talk.ts'
import { specimensUrl } from '#tests/support/specimens.ts'

const FIRST_VIEW_BYTES = 300_000
const SCRIPT_BYTES = 120_000

const address = specimensUrl() + LONG_TALK.address

test('the first view of a conversation of two hours is light, and its words travel once', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const { total, kinds } = await firstView(page, address)
  expect(total).toBeLessThanOrEqual(FIRST_VIEW_BYTES)
  // A browser that has tabs asks for their icon too: "other".
  const asked = [...kinds.keys()].filter((kind) => kind !== 'other')
  expect(asked.toSorted()).toEqual(['document', 'font', 'image', 'script', 'stylesheet'])

  const turns = page.getByRole('list', { name: 'Transcript, by turn' }).getByRole('listitem')
  await expect(turns).toHaveCount(LONG_TALK.turns)
  const words = (await turns.last().locator('div > span').textContent()) ?? ''
  const html = await (await page.request.get(address)).text()
  expect(html.split(words)).toHaveLength(2)
  expect(complaints).toEqual([])
})

test('what a page has of scripts before anybody plays is small, and no player is in it', async ({ page }) => {
  const scripts: Promise<[string, number]>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    scripts.push(response.body().then((body) => [new URL(response.url()).pathname, gzipSync(body).length]))
  })
  await page.goto(address)
  // Scripts come after the first frame: on a busy machine later than the network is idle for the first time.
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible()
  await page.waitForLoadState('networkidle')
  const sizes = await Promise.all(scripts)
  expect(sizes.length).toBeGreaterThan(2)
  expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThanOrEqual(SCRIPT_BYTES)
  expect(sizes.map(([name]) => name).filter((name) => /player|hls|dash|react-/.test(name))).toEqual([])
})

test('two hours of words are gone through, searched and followed', async ({ page }) => {
  await page.goto(address)
  const turns = page.getByRole('list', { name: 'Transcript, by turn' }).getByRole('listitem')
  const find = page.getByRole('search', { name: 'Find in this transcript' })
  await find.getByRole('searchbox').fill('.')
  await expect(find.getByRole('status')).toHaveText(`In ${LONG_TALK.turns} turns.`)
  await expect(page.locator('mark')).toHaveCount(LONG_TALK.turns)
  await find.getByRole('searchbox').fill('')
  await expect(page.locator('mark')).toHaveCount(0)

  // The film of the test is shorter than the words: the reader's is at the second that they ask for.
  await page.locator('video').evaluate((video) => {
    Object.defineProperty(video, 'currentTime', { get: () => 7000, set: () => undefined })
    video.dispatchEvent(new Event('timeupdate'))
  })
  const spoken = turns.nth(Math.floor((7000 * LONG_TALK.turns) / LONG_TALK.seconds))
  await expect(spoken).toHaveAttribute('aria-current', 'true')
  await expect(spoken).toBeInViewport()
})

test('an address with hours opens two hours of words at that second', async ({ page }) => {
  await page.goto(`${address}?t=1h2m3s`)
  const spoken = page.getByRole('list', { name: 'Transcript, by turn' }).locator('[aria-current]')
  await expect(spoken.getByRole('link')).toHaveText('Play from 1:02:03')
  await expect(spoken).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Play from 1:02:03' })).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('two hours of words are a list with a link to the second of each turn', async ({ page }) => {
    await page.goto(address)
    const links = page.getByRole('list', { name: 'Transcript, by turn' }).getByRole('link')
    await expect(links).toHaveCount(LONG_TALK.turns)
    await expect(links.last()).toHaveAttribute('href', '?t=1h59m49s#recording')
    await links.last().click()
    await expect(page.locator('video')).toHaveAttribute('src', /#t=7189$/)
  })
})
