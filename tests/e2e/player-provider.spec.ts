import fs from 'node:fs/promises'
import path from 'node:path'

import { expect, test, type Page } from '@playwright/test'

import { startSite, type Site } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

const SERIES = '---\nname: Talks\nmain: true\n---\n'
const TALK = `---
series: talks
title: A talk elsewhere
heldOn: "2024-01"
recordings:
  - address: https://www.youtube.com/watch?v=A-u8XHAUac4
    durationSeconds: 3480
    captions:
      - file: talk.vtt
        language: en
---

A talk whose recording a provider keeps.
`
const CAPTIONS = `WEBVTT

00:00.000 --> 00:04.000
<v Host>Good evening.

00:31.000 --> 00:35.000
<v Guest>Thank you for having me.
`

/** A stand-in for the provider's script: says that it is ready and keeps what it was asked to do. */
const PROVIDER_SCRIPT = `
  window.asked = []
  window.YT = {
    PlayerState: { ENDED: 0, PLAYING: 1, PAUSED: 2, BUFFERING: 3 },
    Player: class {
      constructor(frame, { events }) { this.state = -1; this.listeners = {}; setTimeout(() => events.onReady(), 50) }
      addEventListener(name, listener) { this.listeners[name] = listener }
      playVideo() { asked.push('play'); this.state = 1; this.listeners.onStateChange({ data: 1 }) }
      pauseVideo() { this.state = 2 }
      seekTo(second) { asked.push('seek ' + second) }
      getPlayerState() { return this.state }
      getCurrentTime() { return 0 }
      getDuration() { return 3480 }
      getVideoLoadedFraction() { return 0.5 }
      getVolume() { return 100 }
      getPlaybackRate() { return 1 }
      getOption() { return [] }
      isMuted() { return false }
      setVolume() {} setPlaybackRate() {} setOption() {} mute() {} unMute() {} destroy() {}
    },
  }
  window.onYouTubeIframeAPIReady?.()
`

let site: Site
let folder: string

test.beforeAll(async () => {
  folder = makeTemporaryFolder('provider-archive')
  const talk = path.join(folder, 'conversations', 'a-talk-elsewhere')
  await fs.mkdir(talk, { recursive: true })
  await fs.mkdir(path.join(folder, 'series'))
  await fs.writeFile(path.join(folder, 'archive.md'), '---\nformat: 1\ntitle: Talks\n---\n')
  await fs.writeFile(path.join(folder, 'series', 'talks.md'), SERIES)
  await fs.writeFile(path.join(talk, 'conversation.md'), TALK)
  await fs.writeFile(path.join(talk, 'talk.vtt'), CAPTIONS)
  site = await startSite({ env: { SEED: folder, SEARCH_ENGINE: 'built-in' } })
})

test.afterAll(async () => {
  await site.stop()
  await fs.rm(site.dataDir, { recursive: true, force: true })
  await fs.rm(folder, { recursive: true, force: true })
})

/** Opens the talk; every request to somebody else is kept and answered by `answer`. */
async function openTalk(page: Page, answer: 'nothing' | 'stand-in'): Promise<string[]> {
  const strangers: string[] = []
  await page.route(
    (url) => url.origin !== site.url,
    async (route) => {
      const { hostname, pathname } = new URL(route.request().url())
      strangers.push(hostname + pathname)
      // A network that swallows requests never answers them.
      if (answer === 'nothing') return
      const isScript = pathname === '/iframe_api'
      const contentType = isScript ? 'text/javascript' : 'text/html'
      await route.fulfill({ contentType, body: isScript ? PROVIDER_SCRIPT : '<!doctype html><title>Player</title>' })
    },
  )
  await page.goto(`${site.url}/conversations/a-talk-elsewhere`)
  return strangers
}

const play = (page: Page) => page.getByRole('button', { name: /^Play/ })

test('a provider is asked only after play, and the sentence under the button names it', async ({ page }) => {
  const strangers = await openTalk(page, 'stand-in')
  await expect(play(page)).toHaveText('Play, 58 minutes')
  await expect(play(page)).toHaveAccessibleDescription(
    /contacts YouTube \(www.youtube.com and www.youtube-nocookie.com\)/,
  )
  await expect(page.locator('iframe')).toHaveCount(0)
  expect(strangers).toEqual([])

  await play(page).click()
  await expect(page.getByRole('group', { name: 'Player: A talk elsewhere' })).toBeFocused()
  await expect(page.locator('youtube-video iframe')).toHaveAttribute('title', 'Player: A talk elsewhere')
  await expect
    .poll(() => strangers.toSorted())
    .toEqual(['www.youtube-nocookie.com/embed/A-u8XHAUac4', 'www.youtube.com/iframe_api'])
})

test('a time pressed before play asks nobody: the button says from where it will play', async ({ page }) => {
  const strangers = await openTalk(page, 'stand-in')
  await expect(play(page)).toBeVisible()
  await page.getByRole('link', { name: 'Play from 0:31' }).click()
  await expect(play(page)).toHaveText('Play from 0:31')
  await expect(play(page)).toBeFocused()
  expect(strangers).toEqual([])
  await play(page).click()
  await expect(page.locator('youtube-video iframe')).toHaveAttribute('src', /[?&]start=31(&|$)/)
})

test('a time pressed while it plays moves the provider’s player', async ({ page }) => {
  await openTalk(page, 'stand-in')
  await play(page).click()
  await expect(page.getByText('Following')).toBeVisible()
  await page.getByRole('link', { name: 'Play from 0:31' }).click()
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'asked'))).toEqual(['seek 31', 'play'])
})

test('a provider that does not answer is said to be out of reach, with what there is instead', async ({ page }) => {
  await openTalk(page, 'nothing')
  await play(page).click()
  const notice = page.getByRole('status').filter({ hasText: 'YouTube could not be reached' })
  await expect(notice).toContainText('The transcript is here to read.')
  await expect(notice.getByRole('link', { name: 'also on YouTube' })).toHaveAttribute('href', /youtube\.com\/watch/)
  await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused()
})

test('without scripts the play button leads to the provider’s page', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const strangers = await openTalk(page, 'nothing')
  await expect(page.getByRole('link', { name: 'Play, 58 minutes' })).toHaveAttribute('href', /youtube\.com\/watch/)
  expect(await page.content()).not.toMatch(/<iframe|nocookie\.com\/embed/)
  expect(strangers).toEqual([])
  await context.close()
})
