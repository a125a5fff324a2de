import { expect, test } from 'vitest'

import { IndexData } from '#app/search/built-in/index-data.ts'
import { documentOf } from '#tests/contracts/search-documents.ts'

import { choosePassages, type PassageHit } from './passages.ts'

const TEXTS = ['Gratitude is a practice.', 'A habit of teams.', 'The porter knew every patient by name.']
const index = new IndexData()
index.put(
  documentOf({
    title: 'Compassion',
    passages: TEXTS.map((text, start) => ({ start, end: start + 1, speaker: null, text })),
  }),
)
const HITS = TEXTS.map((text, start): PassageHit => ({
  key: `conversation-1-p${start}`,
  entry: 'conversation-1',
  start,
  end: start + 1,
  speakerName: null,
  text,
}))
const COMPASSION = 1

function chosen(text: string, own = 0): string[] {
  return choosePassages(own, HITS, index.read(text)!, index.vocabulary).map((passage) => passage.text)
}

test('passages that hold at least half of the words are shown, the best first', () => {
  expect(chosen('gratitude')).toEqual([TEXTS[0]])
  expect(chosen('patient porter')).toEqual([TEXTS[2]])
})

test('a passage that completes what the entry itself holds is shown', () => {
  expect(chosen('compassion porter', COMPASSION)).toEqual([TEXTS[2]])
})

test('a passage that adds nothing while another one does is left out', () => {
  expect(chosen('gratitude practice habit')).toEqual([TEXTS[0]])
})

test('a quoted run must stand in the passage', () => {
  expect(chosen('"every patient"')).toEqual([TEXTS[2]])
  expect(chosen('"patient every"')).toEqual([])
})
