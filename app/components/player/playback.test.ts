import { expect, test } from 'vitest'

import { createPlayback } from './playback.ts'

/** As much of a media element as the playback needs. */
class Media extends EventTarget {
  currentTime = 0
  played = 0
  error: Error | null = null
  constructor(private readonly refusal: Error | null = null) {
    super()
  }
  async play(): Promise<void> {
    this.played += 1
    if (this.refusal) throw this.refusal
  }
  load(): void {
    this.error = null
    this.currentTime = 0
  }
}

function attach(media: Media) {
  const playback = createPlayback()
  playback.attach(media as unknown as HTMLMediaElement)
  return playback
}

test('who follows hears where the recording is, until they stop', () => {
  const media = new Media()
  const playback = attach(media)
  const heard: number[] = []
  const stop = playback.follow((seconds) => heard.push(seconds))
  media.currentTime = 3
  media.dispatchEvent(new Event('timeupdate'))
  stop()
  media.dispatchEvent(new Event('timeupdate'))
  expect(heard).toEqual([3])
})

test('moving it plays from there and tells at once', () => {
  const media = new Media()
  const playback = attach(media)
  const heard: number[] = []
  playback.follow((seconds) => heard.push(seconds))
  expect(playback.playFrom(72)).toBe(true)
  expect(media).toMatchObject({ currentTime: 72, played: 1 })
  expect(heard).toEqual([72])
})

test('one that has failed is loaded again, and plays from where it is sent or has stood', () => {
  const media = new Media()
  const playback = attach(media)
  media.error = new Error('The network is gone.')
  playback.playFrom(72)
  expect(media).toMatchObject({ currentTime: 72, played: 1, error: null })
  media.error = new Error('The network is gone.')
  playback.play()
  expect(media).toMatchObject({ currentTime: 72, played: 2, error: null })
})

test('with nothing to play, nothing happens', () => {
  const playback = createPlayback()
  expect(playback.play()).toBe(false)
  expect(playback.playFrom(5)).toBe(false)
})

test('an element that has gone is not heard any more', () => {
  const media = new Media()
  const playback = attach(media)
  const heard: number[] = []
  playback.follow((seconds) => heard.push(seconds))
  playback.attach(null)
  media.dispatchEvent(new Event('timeupdate'))
  expect(heard).toEqual([])
})

test('a browser that refuses to play by itself is no error', async () => {
  const playback = attach(new Media(new DOMException('Press play first', 'NotAllowedError')))
  expect(playback.play()).toBe(true)
  // A rejection that nobody handles would fail this run.
  await new Promise((resolve) => setTimeout(resolve, 0))
})
