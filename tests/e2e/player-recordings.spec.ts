import fs from 'node:fs/promises'
import path from 'node:path'

import { expect, test, type Page } from '@playwright/test'

import { hasFfmpeg, makeStream, NO_FFMPEG, STREAM_ORIGIN } from '#tests/support/recordings.ts'
import { specimensUrl } from '#tests/support/specimens.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const PARTS = '/conversations/a-talk-in-parts'
const TYPES: Record<string, string> = {
  m3u8: 'application/vnd.apple.mpegurl',
  ts: 'video/mp2t',
  mpd: 'application/dash+xml',
  m4s: 'video/iso.segment',
}

const origin = specimensUrl()

test.skip(!hasFfmpeg, NO_FFMPEG)

const play = (page: Page) => page.getByRole('button', { name: /^Play/ })
const recordings = (page: Page) => page.getByRole('navigation', { name: 'Recordings' })
const transcript = (page: Page) => page.getByRole('list', { name: 'Transcript, by turn' })

/** The second at which a `<video>` or `<audio>` stands, also within a player's element. */
function secondOf(page: Page): Promise<number> {
  return page
    .locator('video, audio')
    .first()
    .evaluate((media: HTMLMediaElement) => media.currentTime)
}

for (const [slug, ending, host] of [
  ['a-streamed-talk', 'm3u8', 'hls-video'],
  ['a-dashed-talk', 'mpd', 'dash-video'],
] as const) {
  test(`a stream (${ending}) plays from its own host, which is asked only after play`, async ({ page }) => {
    const stream = makeTemporaryFolder('stream')
    makeStream(stream, ending)
    const strangers: string[] = []
    await page.route(
      (url) => url.origin !== origin,
      async (route) => {
        const { origin: host, pathname } = new URL(route.request().url())
        strangers.push(host)
        const contentType = TYPES[path.extname(pathname).slice(1)] ?? 'application/octet-stream'
        const body = await fs.readFile(path.join(stream, path.basename(pathname)))
        await route.fulfill({ contentType, body, headers: { 'access-control-allow-origin': '*' } })
      },
    )
    const refused: string[] = []
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text())
    })
    await page.goto(`${origin}/conversations/${slug}`)
    await expect(play(page)).toHaveAccessibleDescription(/Playing contacts media\.example\.org/)
    expect(strangers).toEqual([])
    await play(page).click()
    await expect.poll(() => secondOf(page)).toBeGreaterThan(1)
    await expect(page.locator(host)).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Picture in picture' })).toBeVisible()
    expect(new Set(strangers)).toEqual(new Set([STREAM_ORIGIN]))
    expect(refused).toEqual([])
    await fs.rm(stream, { recursive: true })
  })
}

test('a stream is followed by its words, and moved by them', async ({ page }) => {
  const stream = makeTemporaryFolder('stream')
  makeStream(stream, 'm3u8')
  await page.route(`${STREAM_ORIGIN}/**`, async (route) => {
    const body = await fs.readFile(path.join(stream, path.basename(new URL(route.request().url()).pathname)))
    await route.fulfill({ body, headers: { 'access-control-allow-origin': '*' } })
  })
  await page.goto(`${origin}/conversations/a-streamed-talk`)
  await play(page).click()
  await expect(transcript(page).locator('[aria-current]')).toContainText('Good evening.')
  await fs.rm(stream, { recursive: true })
})

test('a conversation with several recordings names each, with its kind, length, captions and place', async ({
  page,
}) => {
  await page.goto(origin + PARTS)
  await expect(recordings(page).getByRole('link')).toHaveText([
    'Video, 12 seconds, captions in English, kept here',
    'Video, 42 seconds, captions in English, kept here',
    'Sound, 12 seconds, kept here',
  ])
  await expect(recordings(page).getByRole('link').first()).toHaveAttribute('aria-current', 'true')
  const downloads = page.getByRole('region', { name: 'Download' })
  for (const name of ['Recording 1', 'Recording 2', 'Recording 3', 'Transcript 1', 'Transcript 2']) {
    await expect(downloads.getByRole('link', { name, exact: true })).toBeVisible()
  }
})

test('the second part plays with its own words and captions, and its moments stay in it', async ({ page }) => {
  await page.goto(origin + PARTS)
  await expect(transcript(page)).toContainText('The first part.')
  await recordings(page).getByRole('link').nth(1).click()
  await expect(page).toHaveURL(`${origin}${PARTS}?recording=2#recording`)
  await expect(transcript(page)).toContainText('The second part.')
  await play(page).click()
  await expect.poll(() => secondOf(page)).toBeGreaterThan(0.5)
  const video = page.locator('video')
  expect(await video.evaluate((media: HTMLVideoElement) => media.currentSrc)).toMatch(/two\.webm$/)
  const captions = () =>
    video.evaluate((media: HTMLVideoElement) =>
      [...media.textTracks].map(({ mode, cues }) => [mode, (cues?.[0] as VTTCue | undefined)?.text]),
    )
  await expect.poll(captions).toEqual([['showing', expect.stringContaining('The second part.')]])
  await page.getByRole('link', { name: 'Play from 0:08' }).click()
  await expect.poll(() => secondOf(page)).toBeGreaterThan(8)
  await expect(page).toHaveURL(`${origin}${PARTS}?recording=2#recording`)
})

test('the sound of a conversation plays with the words of its film', async ({ page }) => {
  await page.goto(`${origin}${PARTS}?recording=3`)
  await expect(transcript(page)).toContainText('The first part.')
  await play(page).click()
  await expect(page.locator('audio')).toBeFocused()
  await expect.poll(() => secondOf(page)).toBeGreaterThan(0.5)
  await expect(transcript(page).locator('[aria-current]')).toContainText('The first part.')
  // Sound has no picture.
  await expect(page.getByLabel('Speed')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Picture in picture' })).toHaveCount(0)
})

test('a file that is gone is said to be, and plays when it is back', async ({ page }) => {
  await page.route(/\.mp4$/, (route) => route.fulfill({ status: 404 }))
  await page.goto(origin + PARTS)
  await play(page).click()
  const notice = page.getByRole('status').filter({ hasText: 'The recording could not be played' })
  await expect(notice.getByRole('link')).toHaveText([
    'transcript',
    'Video, 42 seconds, captions in English, kept here',
    'Sound, 12 seconds, kept here',
  ])
  await page.unroute(/\.mp4$/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => secondOf(page)).toBeGreaterThan(0.5)
  await expect(notice).toHaveCount(0)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('another recording is another page, with the links to its own seconds', async ({ page }) => {
    await page.goto(origin + PARTS)
    await recordings(page).getByRole('link').nth(1).click()
    await expect(page.locator('video')).toHaveAttribute('src', /\/two\.webm$/)
    await expect(page.locator('track')).toHaveAttribute('src', `${PARTS}/transcript.en.vtt?recording=2`)
    await page.getByRole('link', { name: 'Play from 0:08' }).click()
    await expect(page).toHaveURL(`${origin}${PARTS}?recording=2&t=8s#recording`)
    await expect(page.locator('video')).toHaveAttribute('src', /\/two\.webm#t=8$/)
  })
})

test('speed, keyboard and picture in picture work on a recording of our own', async ({ page }) => {
  await page.goto(origin + PARTS)
  await play(page).click()
  const video = page.locator('video')
  await expect(video).toBeFocused()
  await expect.poll(() => secondOf(page)).toBeGreaterThan(0.5)

  await page.keyboard.press('Space')
  await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.paused)).toBe(true)
  const before = await secondOf(page)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => secondOf(page)).toBeGreaterThan(before)
  await page.keyboard.press('Space')
  await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.paused)).toBe(false)

  await page.getByLabel('Speed').selectOption('2 ×')
  await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.playbackRate)).toBe(2)
  // The browser's own menu is heard, too.
  await video.evaluate((media: HTMLVideoElement) => (media.playbackRate = 0.75))
  await expect(page.getByLabel('Speed')).toHaveValue('0.75')

  const isOut = () => page.evaluate(() => document.pictureInPictureElement?.tagName ?? null)
  await page.getByRole('button', { name: 'Picture in picture' }).click()
  await expect.poll(isOut).toBe('VIDEO')
  await page.getByRole('button', { name: 'Picture in picture' }).click()
  await expect.poll(isOut).toBeNull()
})
