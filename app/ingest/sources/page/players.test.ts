import { expect, test } from 'vitest'

import { readPage } from './read-page.ts'

const YOUTUBE = 'https://www.youtube.com/watch?v=AbCdEfGhIjK'

async function conversation(element: string) {
  const page = `<html lang="en"><body><h2>May 2023: Kind words</h2><p>An evening about words.</p><div>${element}</div></body></html>`
  for await (const { candidate } of readPage(page, 'html', 'page').entries) return candidate
  return null
}

async function recordings(element: string): Promise<string[]> {
  const found = (await conversation(element))?.['recordings'] as { address?: string }[] | undefined
  return (found ?? []).map(({ address }) => address ?? 'elsewhere')
}

test.each([
  ['a frame whose page leads to it', `<iframe srcdoc="<a href='${YOUTUBE}'><img src='a.jpg'></a>"></iframe>`, YOUTUBE],
  ['a class and an id', '<div class="rll-youtube-player" data-id="AbCdEfGhIjK"></div>', YOUTUBE],
  [
    'an id and where it starts',
    '<div class="youtube" data-id="AbCdEfGhIjK" data-query="start=12&rel=0"></div>',
    `${YOUTUBE}&t=12s`,
  ],
  ['an element of mobile pages', '<amp-youtube data-videoid="AbCdEfGhIjK"></amp-youtube>', YOUTUBE],
  [
    'a light player with settings',
    '<lite-youtube videoid="AbCdEfGhIjK" params="start=30"></lite-youtube>',
    `${YOUTUBE}&t=30s`,
  ],
  ['a light player of Vimeo', '<lite-vimeo videoid="123456789"></lite-vimeo>', 'https://vimeo.com/123456789'],
  ['a Vimeo id', '<div class="js-player" data-vimeo-id="123456789"></div>', 'https://vimeo.com/123456789'],
  [
    'a link that counts',
    `<a href="https://www.google.com/url?q=${encodeURIComponent(YOUTUBE)}&sa=D">Watch</a>`,
    YOUTUBE,
  ],
  [
    'a link that a mail server checks',
    `<a href="https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(YOUTUBE)}&data=1">Watch</a>`,
    YOUTUBE,
  ],
])('a recording is found in %s', async (_where, element, address) => {
  expect(await recordings(element)).toEqual([address])
})

test.each([
  'https://www.youtube.com/@ourchannel',
  'https://www.youtube.com/channel/UCabc',
  'https://www.youtube.com/user/somebody/videos',
  'https://vimeo.com/ourcommunity',
])('%s is a channel, which stays a link', async (address) => {
  const item = await conversation(`<a href="${address}">Our channel</a>`)
  expect(item?.['recordings']).toBeUndefined()
  expect(String(item?.['body'])).toContain(address)
})

test.each([
  'https://www.youtube.com/shorts/AbCdEfGhIjK',
  'https://www.youtube.com/live/AbCdEfGhIjK?feature=share',
  'https://www.youtube.com/channel/UCabc/live',
  'https://www.youtube.com/playlist?list=PLabc',
  'https://youtu.be/AbCdEfGhIjK?t=1m30s',
  'https://vimeo.com/showcase/555/video/123456789',
  'https://vimeo.com/channels/kindness/123456789',
  'https://vimeo.com/event/4321/embed/abc123',
])('%s is a recording', async (address) => {
  expect(await recordings(`<a href="${address}">Here</a>`)).toEqual([address])
})
