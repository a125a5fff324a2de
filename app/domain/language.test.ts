import { expect, test } from 'vitest'

import { foreignLanguage } from './language.ts'

test('a language is said of words in another one than the page’s, and where it is known', () => {
  expect(['es', 'pt-BR', 'cy', 'enm'].map(foreignLanguage)).toEqual(['es', 'pt-BR', 'cy', 'enm'])
  expect(['en', 'en-GB', 'EN-us', null].map(foreignLanguage)).toEqual([undefined, undefined, undefined, undefined])
})
