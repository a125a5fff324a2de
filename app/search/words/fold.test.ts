import { expect, test } from 'vitest'

import { fold, lower } from './fold.ts'

test.each([
  ['Kindness', 'kindness'],
  ['Sofía Vázquez', 'sofia vazquez'],
  ['Łukasz Ærø Straße', 'lukasz aero strasse'],
  ['ＡＢＣ ﬁne', 'abc fine'],
  ['İstanbul ılık', 'istanbul ilik'],
  ['Ёлка', 'елка'],
  ['שָׁלוֹם', 'שלום'],
  ['Ge\u00adsamt\u00adkonzept', 'gesamtkonzept'],
  ['مـرحـبـا', 'مرحبا'],
  ['أحمد إبراهيم آل', 'احمد ابراهيم ال'],
  ['الدورى فاطمة', 'الدوري فاطمه'],
  ['یک', 'يك'],
  ['क़लम', 'कलम'],
  ['צה״ל צה"ל צה”ל', 'צהל צהל צהל'],
  ['葛\u{e0100}城', '葛城'],
])('"%s" is compared as "%s"', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('kana with voicing marks and Hangul stay what they are: their marks make other syllables', () => {
  expect(fold('がんばる')).toBe('がんばる')
  expect(fold('ﾊﾟｲｿﾝ')).toBe('パイソン')
  expect(fold('친절')).toBe('친절')
})

test('lower case keeps accents, in one form', () => {
  expect(lower('SOFÍA')).toBe('sofía')
  expect(lower('Sofi\u0301a')).toBe('sofía')
})
