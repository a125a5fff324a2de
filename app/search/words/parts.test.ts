import fc from 'fast-check'
import { expect, test } from 'vitest'

import { mayHaveParts, partsOf } from './parts.ts'
import { tokensOf } from './tokens.ts'

function partsIn(text: string): string[] {
  return tokensOf(text).flatMap(({ word, start, end }) => partsOf(text, start, end, word))
}

test.each([
  ['DeLonghi', ['longhi']],
  ['YouCompleteMe', ['you', 'youcomplete', 'complete', 'completeme']],
  ['SublimeCMD', ['sublime', 'cmd']],
  ['HTMLParser', ['html', 'parser']],
  ['ŁódźÉcole', ['lodz', 'ecole']],
  ['C#', ['csharp']],
  ['C++', ['cplusplus']],
  ['ASP .NET', ['dotnet']],
  ['100%', ['100percent']],
  ['Kindness', []],
  ['NHS', []],
  ['APIs', []],
  ['end. Next', []],
  ['node.js', []],
  ['ການສົນທະນາ', ['ານສົນທະນາ', 'ນສົນທະນາ', 'ສົນທະນາ', 'ນທະນາ', 'ທະນາ', 'ະນາ']],
])('%s is asked for under other words too', (text, parts) => {
  expect(partsIn(text)).toEqual(parts)
})

test('a code in capitals and small letters has no parts, and many humps have no runs', () => {
  expect(partsIn('aGVsbG8gd29ybGQaGVsbG8gd29ybGQaGVsbG8gd29ybGQaGVsbG8')).toEqual([])
  expect(partsIn('OneTwoThreeFourFiveSix')).toEqual(['one', 'two', 'three', 'four', 'five', 'six'])
})

test('a text that is told at once has none, and every part is less than its word or its sign read aloud', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aBcD .+#%éÉก่າ'), maxLength: 40 }), (text) => {
      const parts = partsIn(text)
      if (!mayHaveParts(text)) expect(parts).toEqual([])
      expect(new Set(parts).has('')).toBe(false)
    }),
  )
})
