import { expect, test } from 'vitest'

import { canSet, typeRuns, type Typeface } from './typefaces.ts'

const face = (name: string, letters: RegExp): Typeface => ({
  name,
  data: new Uint8Array(),
  covers: (codePoint) => letters.test(String.fromCodePoint(codePoint)),
})
const latin = face('latin', /[a-zé? ]/)
const greek = face('greek', /[α-ωa]/)
const runs = (text: string) => typeRuns(text, [latin, greek]).map(({ text: part, face }) => `${face.name}:${part}`)

test('a text in one script is one run', () => {
  expect(runs('kind words')).toEqual(['latin:kind words'])
})

test('a word in another script is set whole in the font that has it', () => {
  expect(runs('on αγαaπη here')).toEqual(['latin:on ', 'greek:αγαaπη ', 'latin:here'])
})

test('a letter that no font has becomes a sign, and can be asked about', () => {
  expect(runs('a 日 b')).toEqual(['latin:a ? b'])
  expect(canSet('a 日 b', [latin, greek])).toBe(false)
  expect(canSet('on α', [latin, greek])).toBe(true)
})

test('accents are joined to their letters, signs that control something are left out', () => {
  expect(runs('cafe\u0301 \u202Eevil\u0000\tend')).toEqual(['latin:café evil end'])
})
