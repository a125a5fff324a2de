import { expect, test } from 'vitest'

import { spellOut, withoutInvisible } from './letters.ts'

test.each([
  ['soft hyphens', 'Ge\u00adsamt\u00adkonzept', 'Gesamtkonzept'],
  ['joiners and word joiners', 'می\u200cخوا\u200dهم a\u2060b', 'میخواهم ab'],
  ['marks of order and direction', '\ufeffabc\u200e \u202eabc\u202c', 'abc abc'],
  ['variation selectors', '葛\u{e0100}城 ❤\ufe0f', '葛城 ❤'],
  ['strokes that stretch a word', 'مـرحـبـا', 'مرحبا'],
  ['marks of abbreviations', 'צה״ל ג׳ורג׳', 'צהל גורג'],
])('%s are not read', (_what, text, read) => {
  expect(withoutInvisible(text)).toBe(read)
})

test('white space and accents are read', () => {
  expect(withoutInvisible('é\u0301 a\u00a0b\tc')).toBe('é\u0301 a\u00a0b\tc')
})

test('strokes and ligatures are spelt out', () => {
  expect(spellOut('łódź ærø straße')).toBe('lódź aero strasse')
})
