import { act } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import { afterEach, expect, test } from 'vitest'

import type { Recording } from '#app/domain/recording.ts'

import { RecordingPanel } from './recording-panel.tsx'

const YOUTUBE = 'https://www.youtube.com/watch?v=A-u8XHAUac4'
const TURNS = [
  { start: 0, end: 4, speaker: 'Host', text: 'Good evening.' },
  { start: 31.5, end: 35, speaker: 'Guest', text: 'Thank you, and good evening.' },
]

const RECORDING: Recording = {
  number: null,
  availability: 'here',
  kind: 'video',
  address: null,
  file: null,
  poster: null,
  durationSeconds: 3480,
  chapters: [{ start: 0, title: 'Welcome' }],
  tracks: [{ url: '/conversations/talk/transcript.vtt', language: 'en', label: 'English' }],
}
const OWN = { ...RECORDING, file: { url: '/files/abc/talk.mp4', mediaType: 'video/mp4' } }

type PanelOptions = { recording: Recording; startAt?: number | null; turns?: typeof TURNS | null }

function Panel({ recording, startAt = null, turns = TURNS }: PanelOptions) {
  const shared = { choices: [], language: 'en', title: 'A talk', cover: <i>cover</i>, reading: 'Summary sheet' }
  return <RecordingPanel recording={recording} startAt={startAt} turns={turns} {...shared} />
}

const onServer = (recording: Recording, startAt?: number) =>
  renderToStaticMarkup(<Panel recording={recording} startAt={startAt ?? null} />)

let root: Root | null = null

// A page that stays would hear the next one's clicks.
afterEach(() => act(() => root?.unmount()))

/** As a browser has it: the page of the server, brought to life without the turns. */
async function inBrowser(recording: Recording, startAt: number | null = null): Promise<HTMLElement> {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)
  const place = document.createElement('div')
  place.innerHTML = renderToString(<Panel recording={recording} startAt={startAt} />)
  document.body.replaceChildren(place)
  await act(async () => {
    root = hydrateRoot(place, <Panel recording={recording} startAt={startAt} turns={null} />)
  })
  return place
}

async function press(element: Element | null | undefined): Promise<void> {
  await act(async () => {
    element?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  })
}

async function seek(page: Element, words: string): Promise<void> {
  await act(async () => {
    const input = page.querySelector('input')
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, words)
    input?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await act(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())))
}

test('a file of ours is in the page before any script runs, and loads nothing', () => {
  const html = onServer(OWN, 60)
  expect(html).toMatch(/<video [^>]*src="\/files\/abc\/talk\.mp4#t=60" controls="" preload="none"/)
  expect(html).toContain('<track kind="captions" src="/conversations/talk/transcript.vtt" srcLang="en" label="English"')
})

test('of a provider the server renders a link and no frame', () => {
  const html = onServer({ ...RECORDING, address: YOUTUBE })
  expect(html).not.toMatch(/iframe|nocookie\.com\/|<video/)
  expect(html.match(/src="[^"]*"/g) ?? []).toEqual([])
  expect(html).toContain(`href="${YOUTUBE}"`)
})

test('what plays only on its own page is a link there, and its times are words', () => {
  const html = onServer({ ...RECORDING, address: 'https://zoom.us/rec/share/x' })
  expect(html).toContain('Watch on zoom.us')
  expect(html).not.toContain('href="?t=')
})

test('a file of ours is played rather than the provider’s copy, which is named beside it', () => {
  const html = onServer({ ...OWN, address: YOUTUBE })
  expect(html).toContain('<video')
  expect(html).toContain('playing it contacts nobody else')
  expect(html).toContain(`<a href="${YOUTUBE}">also on YouTube</a>`)
})

test('what was never published is a sentence, without a frame', () => {
  const html = onServer({ ...RECORDING, availability: 'unpublished' })
  expect(html).toContain('No recording was published.')
  expect(html).not.toMatch(/Player:|cover|href="\?t=/)
  expect(html).toContain('Good evening.')
})

test('the turn that the address names is marked', () => {
  expect(onServer(OWN, 31)).toMatch(/<li[^>]* aria-current="true">(?:(?!<\/li>).)*Thank you/)
})

test('sound keeps its picture and plays in the browser’s player', () => {
  const html = onServer({ ...OWN, kind: 'audio' })
  expect(html).toMatch(/cover.*<audio /s)
  expect(html).not.toContain('<video')
})

test('a time pressed before a provider may be asked only changes where it will begin', async () => {
  const page = await inBrowser({ ...RECORDING, address: YOUTUBE })
  await press(page.querySelector('a[href^="?t=31s"]'))
  const button = page.querySelector('button[type=button]')
  expect(button?.textContent).toBe('Play from 0:31')
  expect(document.activeElement).toBe(button)
  expect(page.querySelector('youtube-video')).toBeNull()
})

test('found words are marked in the turns in which they stand', async () => {
  const page = await inBrowser(OWN)
  await seek(page, 'EVENING')
  expect([...page.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['evening', 'evening'])
  expect(page.querySelector('form [role=status]')?.textContent).toBe('In 2 turns.')
})

test('the browser keeps the rows that the server wrote, and knows where each turn begins', async () => {
  const html = onServer(OWN, 31)
  const page = await inBrowser(OWN, 31)
  const rows = (text: string) => /<ol id="turns".*?<\/ol>/s.exec(text)?.[0].match(/<li.*<\/li>/s)?.[0]
  expect(rows(page.innerHTML)).toBe(rows(html))
  const media = page.querySelector('video')!
  // Without a film this one has no time to move to.
  Object.defineProperty(media, 'currentTime', { writable: true, value: 0 })
  await press(page.querySelector('a[href="?t=31s#recording"]'))
  expect(media.currentTime).toBe(31.5)
})

test('words that are sought no longer are unmarked', async () => {
  const page = await inBrowser(OWN)
  const before = page.querySelector('#turns')?.innerHTML
  await seek(page, 'evening')
  expect(page.querySelectorAll('mark')).toHaveLength(2)
  await seek(page, '')
  expect(page.querySelector('#turns')?.innerHTML).toBe(before)
})

test('links to moments name the recording where the page has several', () => {
  const html = onServer({ ...OWN, number: 2 })
  expect(html).toContain('href="?recording=2&amp;t=31s#recording"')
})

test('a file that cannot be played is said to be, with where else it is', async () => {
  const page = await inBrowser({ ...OWN, address: YOUTUBE })
  await press(page.querySelector('button[type=button]'))
  await act(async () => void page.querySelector('video')?.dispatchEvent(new Event('error')))
  expect(page.querySelector('section > [role=status]')?.textContent).toMatch(
    /could not be played.*transcript.*also on YouTube/,
  )
})

test('without script the link to a recording leads to the moment too', () => {
  expect(onServer({ ...RECORDING, address: YOUTUBE }, 90)).toContain(`${YOUTUBE}&amp;t=90s`)
  expect(onServer(OWN, 90)).toContain('href="/files/abc/talk.mp4#t=90"')
})

test('a recording whose own address names a second begins there, unless the page names another', () => {
  expect(onServer({ ...RECORDING, address: `${YOUTUBE}&t=1m30s` })).toContain('Play from 1:30')
  expect(onServer({ ...RECORDING, address: `${YOUTUBE}&t=1m30s` }, 10)).toContain('Play from 0:10')
  expect(onServer({ ...RECORDING, durationSeconds: 60, address: `${YOUTUBE}&t=1m30s` })).not.toContain('Play from 1:30')
})

test('the fragment of an address names a second, within the length of the recording', async () => {
  location.hash = '#t=90'
  const page = await inBrowser({ ...RECORDING, address: YOUTUBE })
  expect(page.textContent).toContain('Play from 1:30')
  await act(async () => {
    location.hash = '#t=npt:100,120'
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  })
  expect(page.textContent).toContain('Play from 1:40')
  act(() => root?.unmount())
  location.hash = '#t=5000'
  expect((await inBrowser({ ...RECORDING, address: YOUTUBE })).textContent).toContain('Play, 58 minutes')
  location.hash = ''
})
