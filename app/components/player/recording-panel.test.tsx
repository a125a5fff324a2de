import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { Recording } from '#app/domain/recording.ts'

import { RecordingPanel } from './recording-panel.tsx'

const YOUTUBE = 'https://www.youtube.com/watch?v=A-u8XHAUac4'
const TURNS = [
  { start: 0, end: 4, speaker: 'Host', text: 'Good evening.' },
  { start: 31.5, end: 35, speaker: 'Guest', text: 'Thank you, and good evening.' },
]

const RECORDING: Recording = {
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

function Panel({ recording, startAt = null }: { recording: Recording; startAt?: number | null }) {
  const shared = { turns: TURNS, language: 'en', title: 'A talk', cover: <i>cover</i>, reading: 'Summary sheet' }
  return <RecordingPanel recording={recording} startAt={startAt} {...shared} />
}

const onServer = (recording: Recording, startAt?: number) =>
  renderToStaticMarkup(<Panel recording={recording} startAt={startAt ?? null} />)

async function inBrowser(recording: Recording): Promise<HTMLElement> {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  await act(async () => createRoot(place).render(<Panel recording={recording} />))
  return place
}

async function press(element: Element | null | undefined): Promise<void> {
  await act(async () => {
    element?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  })
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
  const input = page.querySelector('input')
  await act(async () => {
    if (input === null) return
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'EVENING')
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  expect([...page.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['evening', 'evening'])
  expect(page.querySelector('form [role=status]')?.textContent).toBe('In 2 turns.')
})
