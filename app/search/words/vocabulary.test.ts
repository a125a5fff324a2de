import { expect, test } from 'vitest'

import { Vocabulary } from './vocabulary.ts'

function vocabularyOf(words: readonly string[]): Vocabulary {
  const vocabulary = new Vocabulary()
  for (const word of words) vocabulary.add(word)
  return vocabulary
}

function nearWords(vocabulary: Vocabulary, word: string, typos: number, orPrefix: boolean): string[] {
  const found: string[] = []
  vocabulary.near(word, typos, orPrefix, (id, distance, isPrefix) => {
    found.push(`${vocabulary.text(id)} ${distance}${isPrefix ? ' prefix' : ''}`)
  })
  return found.sort()
}

test('a word keeps its number, and numbers begin at one', () => {
  const vocabulary = new Vocabulary()
  expect(vocabulary.add('kindness')).toBe(1)
  expect(vocabulary.add('story')).toBe(2)
  expect(vocabulary.add('kindness')).toBe(1)
  expect(vocabulary.find('story')).toBe(2)
  expect(vocabulary.text(2)).toBe('story')
  expect(vocabulary.find('unknown')).toBeUndefined()
})

test('forms of a word are found from any form, known or not', () => {
  const vocabulary = vocabularyOf(['nurse', 'nurses', 'nursing', 'purse'])
  const forms = vocabulary.forms('nursed').map((id) => vocabulary.text(id))
  expect(forms).toEqual(['nurse', 'nurses', 'nursing'])
})

test('near words say how near, and whether only their beginning is', () => {
  const vocabulary = vocabularyOf(['kindness', 'kind', 'blindness', 'kinder', 'windy'])
  expect(nearWords(vocabulary, 'kind', 1, true)).toEqual([
    'kind 0',
    'kinder 0 prefix',
    'kindness 0 prefix',
    'windy 1 prefix',
  ])
  expect(nearWords(vocabulary, 'kind', 1, false)).toEqual(['kind 0'])
})

test('stop words, pairs and characters are told apart', () => {
  const vocabulary = vocabularyOf(['the', '思', '思い', 'story'])
  expect([1, 2, 3, 4].map((id) => vocabulary.isStopWord(id))).toEqual([true, false, false, false])
  expect([1, 2, 3, 4].map((id) => vocabulary.isCharacter(id))).toEqual([false, true, false, false])
  expect([1, 2, 3, 4].map((id) => vocabulary.isPair(id))).toEqual([false, false, true, false])
})

test('a word knows the words that it is a part of, each once, and is found by its letters like any other', () => {
  const vocabulary = new Vocabulary()
  const [git, java] = [vocabulary.add('github'), vocabulary.add('javascript')]
  vocabulary.addParts(git, ['git', 'hub'])
  vocabulary.addParts(git, ['gith'])
  vocabulary.addParts(java, ['java', 'script', 'javascript'])
  const hub = vocabulary.find('hub')!
  expect(vocabulary.wholesOf(hub)).toEqual([git])
  expect(vocabulary.find('gith')).toBeUndefined()
  expect(vocabulary.wholesOf(java)).toEqual([])
  const found: string[] = []
  vocabulary.completions('scr', (id) => found.push(vocabulary.text(id)))
  expect(found).toEqual(['script'])
})
