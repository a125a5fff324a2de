import { expect, test } from 'vitest'

import {
  absenceSentence,
  addressFrom,
  consentSentence,
  playerAddress,
  providerOf,
  startOfAddress,
} from './recording.ts'

const ID = 'A-u8XHAUac4'

test.each([
  `https://www.youtube.com/watch?v=${ID}`,
  `http://youtube.com/watch?list=PL1&v=${ID}&t=30`,
  `https://youtu.be/${ID}?si=x`,
  `https://m.youtube.com/shorts/${ID}`,
  `https://www.youtube.com/live/${ID}?feature=share`,
  `https://www.youtube-nocookie.com/embed/${ID}`,
  `https://www.youtube.com/embed/${ID}?list=PL1&index=2&start=600&end=643`,
  `https://www.youtube.com/watch/${ID}`,
  `https://www.youtube.com/watch?v=${ID}%20`,
  `https://www.youtube.com/e/${ID}`,
  `https://youtu.be/${ID}?list=PL1`,
  `https://youtu.be/${ID}#t=90`,
])('%s is played by YouTube, without its cookies', (address) => {
  const facts = providerOf(address)
  expect(facts).toMatchObject({ provider: 'youtube', name: 'YouTube' })
  expect(facts.playable).toBe(`https://www.youtube-nocookie.com/embed/${ID}`)
})

test.each([
  ['https://vimeo.com/76979871', 'https://vimeo.com/76979871'],
  ['https://player.vimeo.com/video/76979871?h=8272103f6e', 'https://vimeo.com/76979871/8272103f6e'],
  ['https://vimeo.com/76979871/8272103f6e', 'https://vimeo.com/76979871/8272103f6e'],
  ['https://vimeo.com/channels/staffpicks/76979871', 'https://vimeo.com/76979871'],
  ['https://vimeo.com/76979871/8272103f6e?share=copy', 'https://vimeo.com/76979871/8272103f6e'],
  ['https://player.vimeo.com/video/76979871/8272103f6e', 'https://vimeo.com/76979871/8272103f6e'],
  ['https://player.vimeo.com/video/76979871?badge=0&h=62f66b8437#t=90s', 'https://vimeo.com/76979871/62f66b8437'],
  ['https://vimeo.com/76979871?h=62f66b8437', 'https://vimeo.com/76979871/62f66b8437'],
])('%s is played by Vimeo as %s', (address, playable) => {
  expect(providerOf(address)).toMatchObject({ provider: 'vimeo', playable })
})

test.each([
  ['https://media.example.org/talk.MP4?x=1', 'file'],
  ['https://media.example.org/live/index.m3u8', 'hls'],
  ['https://media.example.org/talk.mpd', 'dash'],
] as const)('%s is a stream or file that plays here (%s)', (address, provider) => {
  expect(providerOf(address)).toEqual({
    provider,
    name: 'media.example.org',
    hosts: ['media.example.org'],
    playable: address,
  })
})

test.each([
  'https://www.youtube.com/@somebody',
  'https://www.youtube.com/playlist?list=PL1',
  'https://vimeo.com/event/12345',
  'https://www.youtube-nocookie.com/embed/videoseries?list=PLabcdefghijklmnop',
  'https://www.youtube.com/embed/live_stream?channel=UCexample',
  'https://youtu.be/videoseries?list=PL1',
  'https://www.youtube.com/watch?list=PL1',
  'https://www.youtube.com/channel/UCexample/live',
  'https://vimeo.com/showcase/8372837/video/185774192',
  'https://vimeo.com/showcase/8372837',
  'https://vimeo.com/event/1234567/embed/abc',
  'https://vimeo.com/user12345/review/185774192/abcdef1234',
  'https://player.vimeo.com/video/76979871?h=not-a-word',
  'https://youtube.com.evil.example/watch?v=A-u8XHAUac4',
  'https://zoom.us/rec/share/abc',
  'http://media.example.org/talk.mp4',
  'javascript:alert(1)//youtu.be/A-u8XHAUac4',
  'not an address',
])('%s opens on its own page only', (address) => {
  expect(providerOf(address)).toMatchObject({ provider: 'page', playable: null })
})

test('what playing contacts is said by name', () => {
  expect(consentSentence(providerOf(`https://youtu.be/${ID}`))).toContain(
    'contacts YouTube (www.youtube.com, www.youtube-nocookie.com and other servers that its player uses), which then',
  )
  expect(consentSentence(providerOf('https://vimeo.com/76979871'))).toContain(
    'contacts Vimeo (player.vimeo.com and other servers that its player uses), which then',
  )
  expect(consentSentence(providerOf('https://media.example.org/a.mp4'))).toContain('contacts media.example.org, which')
  expect(consentSentence(providerOf('https://zoom.us/rec/share/abc'))).toContain('plays on zoom.us')
  expect(consentSentence(null)).toContain('nobody else')
})

test('an absence is said in a sentence', () => {
  expect(absenceSentence('unpublished')).toBe('No recording was published.')
  expect(absenceSentence('elsewhere')).toContain('exists elsewhere')
})

test('a list or a stream is linked under the name of who has it, and framed by nobody', () => {
  const list = providerOf('https://www.youtube-nocookie.com/embed/videoseries?list=PL1')
  expect(list).toMatchObject({ provider: 'page', name: 'YouTube' })
  expect(playerAddress(list)).toBeNull()
  expect(consentSentence(list)).toContain('plays on YouTube, where the link leads')
  expect(providerOf('https://vimeo.com/event/12345').name).toBe('Vimeo')
})

test.each([
  [`https://youtu.be/${ID}?t=90`, 90],
  [`https://www.youtube.com/watch?v=${ID}&t=1m30s`, 90],
  [`https://www.youtube.com/embed/${ID}?start=600&end=643`, 600],
  [`https://youtu.be/${ID}#t=90`, 90],
  ['https://vimeo.com/76979871#t=1m30s', 90],
  ['https://media.example.org/talk.mp4#t=90,100', 90],
  ['https://vimeo.com/76979871', null],
  ['https://vimeo.com/76979871#t=0', null],
  ['not an address', null],
])('%s begins at %s', (address, seconds) => {
  expect(startOfAddress(address)).toBe(seconds)
})

test('a link to a recording leads to the second where that can be said', () => {
  expect(addressFrom(`https://youtu.be/${ID}?si=x`, 90)).toBe(`https://youtu.be/${ID}?si=x&t=90s`)
  expect(addressFrom(`https://www.youtube.com/watch?v=${ID}&t=5`, 90)).toBe(
    `https://www.youtube.com/watch?v=${ID}&t=90s`,
  )
  expect(addressFrom('https://vimeo.com/76979871/8272103f6e', 90)).toBe('https://vimeo.com/76979871/8272103f6e#t=90s')
  expect(addressFrom('https://media.example.org/talk.mp4', 90)).toBe('https://media.example.org/talk.mp4#t=90')
  expect(addressFrom('https://zoom.us/rec/share/abc', 90)).toBe('https://zoom.us/rec/share/abc')
  expect(addressFrom(`https://youtu.be/${ID}`, 0)).toBe(`https://youtu.be/${ID}`)
})
