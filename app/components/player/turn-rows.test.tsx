import { expect, test } from 'vitest'

import { turnRows } from './turn-rows.ts'

const TURN = { start: 61.5, end: 70, speaker: 'Ann <b>', text: 'A & "b" <script>alert(1)</script>' }

function rowsOf(html: string): HTMLOListElement {
  const list = document.createElement('ol')
  list.innerHTML = html
  return list
}

test('a row says when, who and what, whatever is written in it', () => {
  const list = rowsOf(turnRows([TURN, { ...TURN, start: 0, speaker: null }], { playable: true, number: 2, first: 1 }))
  const [row, other] = list.children
  expect(row?.querySelector('a')?.textContent).toBe('Play from 1:01')
  expect(row?.querySelector('a')?.getAttribute('href')).toContain('recording=2')
  expect(row?.querySelector('b')?.textContent).toBe(TURN.speaker)
  expect(row?.lastElementChild?.lastElementChild?.textContent).toBe(TURN.text)
  expect([row, other].map((one) => one?.getAttribute('aria-current'))).toEqual([null, 'true'])
  expect(list.querySelector('script')).toBeNull()
})

test('where the recording cannot be moved a time is no link', () => {
  expect(rowsOf(turnRows([TURN], { playable: false, number: null, first: -1 })).querySelector('a')).toBeNull()
})
