import { expect, test } from 'vitest'

import { renderAhead } from './render-ahead.ts'

/** Renders when it is told to, and says what it was asked for. */
function renderer() {
  const asked: string[] = []
  const ends: (() => void)[] = []
  const render = (text: string) => {
    asked.push(text)
    return new Promise<string>((resolve, reject) => {
      ends.push(() => (text === 'bad' ? reject(new Error('too deep')) : resolve(`<p>${text}</p>`)))
    })
  }
  return { asked, render, endAll: () => ends.splice(0).forEach((end) => end()) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('texts are begun before they are asked for, a few at once and each of them once', async () => {
  const { asked, render, endAll } = renderer()
  const ahead = renderAhead(['a', 'b', 'a', 'c', 'd', 'e', 'f'], render)
  expect(asked).toEqual(['a', 'b', 'c', 'd'])
  const first = ahead('a')
  endAll()
  expect(await first).toBe('<p>a</p>')
  await settled()
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('what is asked for is begun at once, also when it was not foreseen or its turn has not come', async () => {
  const { asked, render, endAll } = renderer()
  const ahead = renderAhead(['a', 'b', 'c', 'd', 'e', 'f'], render)
  const [later, other] = [ahead('f'), ahead('other')]
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'f', 'other'])
  endAll()
  expect(await Promise.all([later, other])).toEqual(['<p>f</p>', '<p>other</p>'])
  await settled()
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'f', 'other', 'e'])
})

test('one that fails holds up no other, and fails for whoever asks for it', async () => {
  const { asked, render, endAll } = renderer()
  const ahead = renderAhead(['bad', 'b', 'c', 'd', 'e'], render)
  endAll()
  await settled()
  expect(asked).toEqual(['bad', 'b', 'c', 'd', 'e'])
  await expect(ahead('bad')).rejects.toThrow('too deep')
  expect(asked).toHaveLength(5)
})
