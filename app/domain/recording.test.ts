import { expect, test } from 'vitest'

import { absenceSentence, consentSentence, providerOf } from './recording.ts'

const ID = 'A-u8XHAUac4'

test.each([
  `https://www.youtube.com/watch?v=${ID}`,
  `http://youtube.com/watch?list=PL1&v=${ID}&t=30`,
  `https://youtu.be/${ID}?si=x`,
  `https://m.youtube.com/shorts/${ID}`,
  `https://www.youtube.com/live/${ID}?feature=share`,
  `https://www.youtube-nocookie.com/embed/${ID}`,
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
