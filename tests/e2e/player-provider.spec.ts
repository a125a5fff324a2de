import { expect, test, type Page, type Route } from '@playwright/test'

import { expectAccessible } from '#tests/support/axe.ts'
import { expectTakenOver, makeOld } from '#tests/support/old-browser.ts'
import { specimensUrl } from '#tests/support/specimens.ts'

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
      getPlaybackRate() { return this.rate ?? 1 }
      getOption() { return [] }
      isMuted() { return false }
      setPlaybackRate(rate) { asked.push('speed ' + rate); this.rate = rate }
      setVolume() {} setOption() {} mute() {} unMute() {} destroy() {}
    },
  }
  window.onYouTubeIframeAPIReady?.()
`

const origin = specimensUrl()

/** A stand-in for Vimeo's frame: answers as that does, and keeps what it was asked to do. */
const VIMEO_FRAME = `<!doctype html><title>Player</title><script>
  const say = (message) => parent.postMessage(JSON.stringify(message), '*')
  const values = { getDuration: 3480, getVolume: 1, getMuted: false, getTextTracks: [], getCurrentTime: 0 }
  window.asked = []
  addEventListener('message', ({ data }) => {
    const { method, value: given } = data
    const value = Array.isArray(given) ? given[0] : given
    if (method === 'addEventListener') {
      if (value === 'loaded') setTimeout(() => say({ event: 'loaded', data: { id: 76979871 } }), 50)
    } else {
      if (method.startsWith('set') || method === 'play') asked.push(method + ' ' + value)
      say({ method, value: values[method] ?? value ?? null })
    }
  })
  say({ event: 'ready' })
</script>`

type Answer = (route: Route, hostname: string, pathname: string) => unknown

/** Answers as the providers do. */
const standIn: Answer = (route, hostname, pathname) => {
  if (pathname === '/iframe_api') return route.fulfill({ contentType: 'text/javascript', body: PROVIDER_SCRIPT })
  const body = hostname === 'player.vimeo.com' ? VIMEO_FRAME : '<!doctype html><title>Player</title>'
  return route.fulfill({ contentType: 'text/html', body })
}

/** A network that swallows requests never answers them. */
const nothing: Answer = () => undefined

/** Opens a talk; every request to somebody else is kept and answered by `answer`. */
async function openTalk(page: Page, answer: Answer, slug = 'a-talk-elsewhere'): Promise<string[]> {
  const strangers: string[] = []
  await page.route(
    (url) => url.origin !== origin,
    async (route) => {
      const { hostname, pathname } = new URL(route.request().url())
      strangers.push(hostname + pathname)
      await answer(route, hostname, pathname)
    },
  )
  await page.goto(`${origin}/conversations/${slug}`)
  return strangers
}

const play = (page: Page) => page.getByRole('button', { name: /^Play/ })

test('a provider is asked only after play, and the sentence under the button names it', async ({ page }) => {
  const strangers = await openTalk(page, standIn)
  await expect(play(page)).toHaveText('Play, 58 minutes')
  await expect(play(page)).toHaveAccessibleDescription(
    /contacts YouTube \(www.youtube.com, www.youtube-nocookie.com and other servers/,
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
  const strangers = await openTalk(page, standIn)
  await expect(play(page)).toBeVisible()
  await page.getByRole('link', { name: 'Play from 0:31' }).click()
  await expect(play(page)).toHaveText('Play from 0:31')
  await expect(play(page)).toBeFocused()
  expect(strangers).toEqual([])
  await play(page).click()
  await expect(page.locator('youtube-video iframe')).toHaveAttribute('src', /[?&]start=31(&|$)/)
})

test('a time pressed while it plays moves the provider’s player', async ({ page }) => {
  await openTalk(page, standIn)
  await play(page).click()
  await expect(page.getByText('Following')).toBeVisible()
  await page.getByRole('link', { name: 'Play from 0:31' }).click()
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'asked'))).toEqual(['seek 31', 'play'])
})

test('Vimeo is asked only after play, by one address, and plays from the second asked for', async ({ page }) => {
  const strangers = await openTalk(page, standIn, 'a-talk-on-vimeo?t=1m5s')
  await expect(play(page)).toHaveText('Play from 1:05')
  await expect(play(page)).toHaveAccessibleDescription(/contacts Vimeo \(player.vimeo.com and other servers/)
  expect(strangers).toEqual([])
  await play(page).click()
  await expect(page.locator('vimeo-video iframe')).toHaveAttribute('title', 'Player: A talk on Vimeo')
  await expect(page.getByLabel('Speed')).toBeVisible()
  const frame = page.frames().find((each) => each.url().startsWith('https://player.vimeo.com/'))
  await expect.poll(() => frame?.evaluate(() => Reflect.get(window, 'asked'))).toContain('setCurrentTime 65')
  expect(new Set(strangers)).toEqual(new Set(['player.vimeo.com/video/76979871']))
})

test('the policy of the page lets a frame of the providers in, and none of anybody else', async ({ page }) => {
  const strangers = await openTalk(page, standIn)
  const blocked = await page.evaluate(async () => {
    const hosts = ['www.youtube-nocookie.com', 'player.vimeo.com', 'player.example.org']
    const refused: string[] = []
    document.addEventListener('securitypolicyviolation', ({ blockedURI }) => refused.push(blockedURI))
    const isTold = new Promise((resolve) =>
      document.addEventListener('securitypolicyviolation', resolve, { once: true }),
    )
    for (const host of hosts) {
      const frame = Object.assign(document.createElement('iframe'), { src: `https://${host}/` })
      const answered = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.append(frame)
      await answered
    }
    // A refused frame may be told of after it has "loaded".
    await isTold
    return refused
  })
  expect(blocked).toEqual(['https://player.example.org'])
  expect(strangers).toEqual(['www.youtube-nocookie.com/', 'player.vimeo.com/'])
})

test('the speed that a reader chooses is the provider’s too', async ({ page }) => {
  await openTalk(page, standIn)
  await play(page).click()
  await page.getByLabel('Speed').selectOption('1.5 ×')
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'asked'))).toContain('speed 1.5')
  // A frame of somebody else's has windows of its own.
  await expect(page.getByRole('button', { name: 'Picture in picture' })).toHaveCount(0)
})

/** What a network does to a provider that it does not let through. */
const BLOCKED: Record<string, Answer> = {
  'is refused by the name server': (route) => route.abort('namenotresolved'),
  'never answers': nothing,
  'answers with a page of the network’s own': (route) => route.fulfill({ contentType: 'text/html', body: 'Blocked.' }),
  'lets its frame through and nothing else': (route, hostname) =>
    hostname === 'www.youtube-nocookie.com'
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
      : undefined,
  'has a script that never says that it is ready': (route, hostname, pathname) =>
    pathname === '/iframe_api'
      ? route.fulfill({ contentType: 'text/javascript', body: PROVIDER_SCRIPT.replace('events.onReady()', '0') })
      : standIn(route, hostname, pathname),
}

for (const [what, answer] of Object.entries(BLOCKED)) {
  test(`a provider that ${what} is said to be out of reach, with all that there is instead`, async ({ page }) => {
    await openTalk(page, answer, 'a-talk-with-sound')
    await play(page).click()
    await expectInstead(page)
  })
}

test('a provider that the page’s own policy does not let in is said to be out of reach', async ({ page }) => {
  await page.route(`${origin}/conversations/*`, async (route) => {
    const answer = await route.fetch()
    const policy = answer.headers()['content-security-policy']?.replaceAll(/https:\/\/www\.youtube[^ ;]*/g, '') ?? ''
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': policy } })
  })
  const strangers = await openTalk(page, standIn, 'a-talk-with-sound')
  await play(page).click()
  await expectInstead(page)
  expect(strangers).toEqual([])
})

test('without a network the provider is said to be out of reach, and can be asked again when it is back', async ({
  page,
  context,
}) => {
  const strangers = await openTalk(page, standIn, 'a-talk-with-sound')
  await expect(play(page)).toBeVisible()
  await context.setOffline(true)
  await play(page).click()
  await expectInstead(page)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  // Browsers keep that a script could not be had: the page comes anew, and asks again.
  await play(page).click()
  await expect.poll(() => strangers).toContain('www.youtube.com/iframe_api')
  await expect(page.getByText('Following')).toBeVisible()
})

test('our own copy, which stands in for a provider out of reach, plays', async ({ page }) => {
  await openTalk(page, nothing, 'a-talk-with-sound')
  await play(page).click()
  await page.getByRole('status').getByRole('link', { name: 'kept here' }).click()
  await play(page).click()
  const second = () => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime)
  await expect.poll(second).toBeGreaterThan(0.2)
})

test('axe finds nothing where a provider is to be asked', async ({ page }) => {
  await openTalk(page, nothing, 'a-talk-with-sound')
  await expect(play(page)).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing where a provider is out of reach', async ({ page }) => {
  await openTalk(page, (route) => route.abort(), 'a-talk-with-sound')
  await play(page).click()
  await expectInstead(page)
  await expectAccessible(page)
})

test('a browser of early 2023 shows a provider’s recording, and plays it', async ({ page }) => {
  const wrong = await makeOld(page)
  await openTalk(page, standIn)
  await expectTakenOver(page)
  await play(page).click()
  await expect(page.getByText('Following')).toBeVisible()
  expect(wrong).toEqual([])
})

test('three seconds are waited for a provider, and not one more', async ({ page }) => {
  await page.clock.install({ time: 0 })
  await openTalk(page, nothing)
  await expect(play(page)).toBeVisible()
  // From here on time passes only as it is told to.
  await page.clock.pauseAt(600_000)
  await play(page).click()
  await page.clock.runFor(2900)
  const notice = page.getByRole('status').filter({ hasText: 'YouTube could not be reached' })
  await expect(notice).toHaveCount(0)
  await page.clock.runFor(200)
  await expect(notice).toBeVisible()
})

test('a provider that answers late plays after all', async ({ page }) => {
  let answerNow: (() => void) | undefined
  const late = new Promise<void>((resolve) => (answerNow = resolve))
  await openTalk(page, async (...asked) => {
    await late
    await standIn(...asked)
  })
  await play(page).click()
  await expect(page.getByText('YouTube could not be reached')).toBeVisible()
  answerNow?.()
  await expect(page.getByText('Following')).toBeVisible()
  await expect(page.getByText('YouTube could not be reached')).toHaveCount(0)
})

/** The bar of a notice of trouble, in light: `--bad`. */
const BAD = 'rgb(163, 29, 29)'

/** The notice, with links to the words, the summary sheet, our own copy and the provider's page. */
async function expectInstead(page: Page): Promise<void> {
  const notice = page.getByRole('status').filter({ hasText: 'YouTube could not be reached' })
  await expect(notice.getByRole('link')).toHaveText([
    'transcript',
    'What was said',
    'also on YouTube',
    'Sound, 58 minutes, kept here',
  ])
  await expect(notice.getByRole('link', { name: 'transcript' })).toHaveAttribute('href', '#transcript')
  await expect(notice.getByRole('link', { name: 'What was said' })).toHaveAttribute('href', '#insights')
  await expect(notice.getByRole('link', { name: 'kept here' })).toHaveAttribute('href', /\?recording=2#recording$/)
  await expect(notice.locator('p')).toHaveCSS('border-inline-start-color', BAD)
  await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused()
}

test('without scripts the play button leads to the provider’s page', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const strangers = await openTalk(page, nothing)
  await expect(page.getByRole('link', { name: 'Play, 58 minutes' })).toHaveAttribute('href', /youtube\.com\/watch/)
  // The address of the player is told to machines alone: it asks nobody.
  const forReaders = (await page.content()).replace(/<script type="application\/ld\+json">.*?<\/script>/gs, '')
  expect(forReaders).not.toMatch(/<iframe|nocookie\.com\/embed/)
  expect(strangers).toEqual([])
  await context.close()
})
