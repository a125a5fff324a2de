import { expect, test } from 'vitest'

import { readAsked } from './asked.ts'
import { READING, type ReadingKind, Readings } from './readings.ts'
import { partsOf } from './parts.ts'
import { tokensOf } from './tokens.ts'
import { Vocabulary } from './vocabulary.ts'

const KINDS = Object.fromEntries(Object.entries(READING).map(([name, kind]) => [kind, name])) as Record<
  ReadingKind,
  string
>

/** The readings of a query's words in an archive of these words, each word as often as its number says. */
function read(query: string, frequencies: Record<string, number>): Readings {
  const vocabulary = new Vocabulary()
  const counts = Object.entries(frequencies).map(([word, count]) => [vocabulary.add(word), count] as const)
  return new Readings(
    readAsked(query, () => true),
    vocabulary,
    { total: 100, of: (id) => new Map(counts).get(id) ?? 0 },
  )
}

function readingsOf(query: string, words: string[]): string[][] {
  const vocabulary = new Vocabulary()
  for (const word of words) vocabulary.add(word)
  const readings = new Readings(
    readAsked(query, () => true),
    vocabulary,
    { total: 100, of: () => 1 },
  )
  return readings.query.words.map((_, asked) => {
    const found: string[] = []
    for (let reading = readings.bounds[asked]!; reading < readings.bounds[asked + 1]!; reading++) {
      const follower = readings.followers[reading]!
      const text = vocabulary.text(readings.words[reading]!) + (follower ? `+${vocabulary.text(follower)}` : '')
      found.push(`${text} ${KINDS[readings.kinds[reading] as ReadingKind]}`)
    }
    return found.sort()
  })
}

test('a word is read as itself, its forms, and words one typo away', () => {
  expect(readingsOf('nurses ', ['nurses', 'nurse', 'purses', 'verses'])).toEqual([
    ['nurse inflected', 'nurses exact', 'purses oneTypo'],
  ])
})

test('the last word is also read as a beginning, with a typo too', () => {
  expect(readingsOf('lead', ['lead', 'leadership', 'laed', 'dealer'])[0]).toEqual([
    'laed oneTypo',
    'lead exact',
    'leadership prefix',
  ])
  expect(readingsOf('laedersh', ['leadership'])).toEqual([['leadership oneTypo']])
})

test('a finished word is not read as a beginning', () => {
  expect(readingsOf('lead ', ['leadership'])).toEqual([[]])
})

test('a short word that is finished and unknown is taken for a slip', () => {
  expect(readingsOf('nhz ', ['nhs'])).toEqual([['nhs oneTypo']])
  expect(readingsOf('nhz', ['nhs'])).toEqual([[]])
})

test('short words are read without typos, long ones with two', () => {
  expect(readingsOf('nhs ', ['nhs', 'nhz'])).toEqual([['nhs exact']])
  expect(readingsOf('nh ', ['nz'])).toEqual([[]])
  expect(readingsOf('compasionat ', ['compassionate'])).toEqual([['compassionate twoTypos']])
})

test('a typo may be at the first letter', () => {
  expect(readingsOf('xindness ', ['kindness'])).toEqual([['kindness oneTypo']])
  expect(readingsOf('ikndness ', ['kindness'])).toEqual([['kindness oneTypo']])
})

test('two words are read as one, and one as two that stand side by side', () => {
  expect(readingsOf('time lines ', ['timelines'])).toEqual([['timelines joined'], ['timelines joined']])
  expect(readingsOf('timelines ', ['time', 'lines'])).toEqual([['time+lines joined']])
})

test('ue is read as ü and back', () => {
  expect(readingsOf('schuetz ', ['schutz'])).toEqual([['schutz transliterated']])
})

test('a rare word weighs more than a frequent one, and an unknown one as what it may be', () => {
  const readings = read('kindness leadership leadershp', { kindness: 90, leadership: 2 })
  expect(readings.rarity[1]).toBeGreaterThan(readings.rarity[0]!)
  expect(readings.rarity[2]).toBeCloseTo(readings.rarity[1]!)
})

test('every reading is reached from the word of the archive that serves it', () => {
  const vocabulary = new Vocabulary()
  const id = vocabulary.add('kindness')
  const readings = new Readings(
    readAsked('kindness kindnes ', () => true),
    vocabulary,
    { total: 1, of: () => 1 },
  )
  const asked: number[] = []
  for (let reading = readings.head(id); reading !== 0; reading = readings.next[reading]!)
    asked.push(readings.asked[reading]!)
  expect(asked.sort()).toEqual([0, 1])
  expect(readings.head(id + 1000)).toBe(0)
})

test('a word that the archive knows is read with one typo at most, however long', () => {
  expect(readingsOf('questions ', ['questions', 'question', 'equations', 'questoin'])[0]).toEqual([
    'question inflected',
    'questions exact',
  ])
})

/** The words of the archive that answer each word of a query, with how: of an archive of these texts. */
function readIn(query: string, ...texts: string[]): string[][] {
  const vocabulary = new Vocabulary()
  const held = new Set<number>()
  for (const text of texts) {
    for (const { word, start, end } of tokensOf(text)) {
      const id = vocabulary.add(word)
      held.add(id)
      vocabulary.addParts(id, partsOf(text, start, end, word))
    }
  }
  const readings = new Readings(
    readAsked(query, (word) => vocabulary.find(word) !== undefined),
    vocabulary,
    { total: 10, of: (id) => (held.has(id) ? 1 : 0) },
  )
  return readings.query.words.map((_, asked) => {
    const found = new Set<string>()
    for (let reading = readings.bounds[asked]!; reading < readings.bounds[asked + 1]!; reading++) {
      const [id, follower] = [readings.words[reading]!, readings.followers[reading]!]
      if (held.has(id)) found.add(vocabulary.text(id) + (follower === 0 ? '' : `+${vocabulary.text(follower)}`))
    }
    return [...found].sort()
  })
}

test.each([
  ['longhi ', 'DeLonghi', 'delonghi'],
  ['longh', 'DeLonghi', 'delonghi'],
  ['de longhi', 'DeLonghi', 'delonghi'],
  ['delonghi', 'DeLonghi', 'delonghi'],
  ['you complete me', 'YouCompleteMe', 'youcompleteme'],
  ['complete me', 'YouCompleteMe', 'youcompleteme'],
  ['sql alchemy', 'SQLAlchemy', 'sqlalchemy'],
  ['c sharp', 'C#', 'c#'],
  ['csharp', 'C#', 'c#'],
  ['c plus plus', 'C++', 'c++'],
  ['dotnet', 'in .NET', 'net'],
  ['dot net', '.NET', 'net'],
  ['hundred 100 percent', 'hundred 100%', '100'],
  ['jk rowntree', 'J. K. Rowntree', 'j+k'],
  ['rocknroll', "rock'n'roll", 'rock+n'],
  ['YouCompleteMe', 'you complete me', 'you+complete'],
  ['C#', 'c sharp', 'c+sharp'],
  ['.NET', 'dotnet', 'dotnet'],
  ['ສົນທະນາ', 'ການສົນທະນາ', 'ການສົນທະນາ'],
])('"%s" is answered by "%s"', (query, text, answer) => {
  expect(readIn(query, text).flat()).toContain(answer)
})

test.each(['mcdonald', 'iphone', 'github', 'javascript'])('%s is found by the whole, exactly', (word) => {
  const written = { mcdonald: 'McDonald', iphone: 'iPhone', github: 'GitHub', javascript: 'JavaScript' }[word]!
  expect(readIn(`${word} `, written)[0]).toContain(word)
})

test('the end of a word is no part of it where no capital says so', () => {
  expect(readIn('net ', 'internet')).toEqual([[]])
  expect(readIn('hub ', 'Github')).toEqual([[]])
})

/** How good words of an archive are as readings of a query of one word; those that are none are left out. */
function qualitiesOf(query: string, words: string[]): Record<string, number> {
  const readings = read(query, Object.fromEntries(words.map((word) => [word, 1])))
  const found = words.map((word, index) => [word, readings.quality[readings.head(index + 1)]!] as const)
  return Object.fromEntries(found.filter(([, quality]) => quality > 0))
}

test('a typo at the first letter is a worse reading than one further on', () => {
  const { kindness: atFirst = 0 } = qualitiesOf('xindness ', ['kindness'])
  const { kindness: later = 0 } = qualitiesOf('kindnesx ', ['kindness'])
  expect(atFirst).toBeGreaterThan(0)
  expect(atFirst).toBeLessThan(later)
})

test('the word itself is the best reading, then another spelling, a form, a typo, and two', () => {
  const words = ['muellers', 'mullers', 'mueller', 'mueklers', 'muexlexs']
  const found = words.map((word) => qualitiesOf('muellers ', [word])[word] ?? 0)
  expect(found).toEqual([...found].sort((a, b) => b - a))
  expect(new Set(found).size).toBe(words.length)
})

test('a beginning is a better reading the more of the word is typed', () => {
  const { leader = 0, leadership = 0 } = qualitiesOf('lead', ['leader', 'leadership'])
  expect(leadership).toBeGreaterThan(0)
  expect(leader).toBeGreaterThan(leadership)
})

test('two typos are looked for from six letters on, and from eight where the word may go on', () => {
  expect(readingsOf('norze ', ['nurse'])).toEqual([[]])
  expect(readingsOf('norzes ', ['nurses'])).toEqual([['nurses twoTypos']])
  expect(readingsOf('norzing', ['nursing'])).toEqual([[]])
  expect(readingsOf('norzings', ['nursings'])).toEqual([['nursings twoTypos']])
})

test('an unknown word is as rare as its good readings together, and as its poor ones only where it has no other', () => {
  const known = read('leadership ', { leadership: 2 }).rarity[0]!
  expect(read('leadershp ', { leadership: 2, leadershops: 90 }).rarity[0]).toBeCloseTo(known)
  const poor = read('leadershops ', { leadershops: 90 }).rarity[0]!
  expect(read('leadershp ', { leadershops: 90 }).rarity[0]).toBeCloseTo(poor)
})

test('a word of five letters is split, and none shorter', () => {
  expect(readingsOf('units ', ['un', 'its'])).toEqual([['un+its joined']])
  expect(readingsOf('unit ', ['un', 'it'])).toEqual([[]])
})

test('two words are read as the beginning of one from six letters on', () => {
  expect(readingsOf('note bo', ['notebook'])[0]).toEqual(['notebook joined'])
  expect(readingsOf('no tebo', ['notebook'])[0]).toEqual(['notebook joined'])
  expect(readingsOf('no teb', ['notebook'])[0]).toEqual([])
})

test('of very many words that two may begin, the most frequent are read', () => {
  const words = Array.from({ length: 60 }, (_, number) => `notebook${String.fromCharCode(97 + (number % 26))}${number}`)
  const readings = read('note book', Object.fromEntries(words.map((word, number) => [word, number + 1])))
  const ids = words.map((_, index) => index + 1)
  expect(ids.filter((id) => readings.head(id) === 0)).toEqual(ids.slice(0, 10))
})
