import fc from 'fast-check'
import { expect, test } from 'vitest'

import { findInText, piecesOf } from './find-in-text.ts'

test('words are found whatever their case and accents', () => {
  expect(findInText('Kindness and KINDNESS', 'kindness')).toEqual([
    [0, 8],
    [13, 21],
  ])
  expect(findInText('Zoë spoke to Zoe', 'zoe')).toEqual([
    [0, 3],
    [13, 16],
  ])
  expect(findInText('Zoe\u0308 spoke', 'Zoë')).toEqual([[0, 4]])
  expect(findInText('優しさは伝わる', '伝わ')).toEqual([[4, 6]])
})

test('a blank stands for any white space, and blanks alone find nothing', () => {
  expect(findInText('small\ngroups', ' small  groups ')).toEqual([[0, 12]])
  expect(findInText('small groups', '  ')).toEqual([])
})

test('signs of searching are letters like any other', () => {
  expect(findInText('Why (not)?', '(not)?')).toEqual([[4, 10]])
})

test('pieces make up the text again', () => {
  expect(piecesOf('a kind word', [[2, 6]])).toEqual([
    { text: 'a ', found: false },
    { text: 'kind', found: true },
    { text: ' word', found: false },
  ])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 2 }), (text, sought) => {
      const pieces = piecesOf(text, findInText(text, sought))
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    }),
  )
})
