import { expect, test } from 'vitest'

import { countedWork } from '#tests/support/counted-work.ts'

import { contactLink } from './contact.ts'
import { wordsOfHtml } from './excerpt.ts'
import { fileTitle } from './file-names.ts'
import { checkMarkdown } from './markdown-limits.ts'
import { tidyName } from './names.ts'
import { slugify } from './slug.ts'

/** What is read of anybody's texts, and texts of n signs which an expression might look at again and again. */
const HOSTILE: [string, (text: string) => unknown, (n: number) => string][] = [
  ['marks over a letter of a title', slugify, (n) => `e${'\u0301'.repeat(n)}B`],
  ['hyphens in a title', slugify, (n) => `a${'-'.repeat(n)}b`],
  ['commas in a name', tidyName, (n) => `a${','.repeat(n)}b`],
  ['spaces before what may be a table', checkMarkdown, (n) => `${' '.repeat(n)}-x`],
  ['signs of less in HTML', wordsOfHtml, (n) => '<'.repeat(n)],
  ['full stops in a file’s name', fileTitle, (n) => `a${'.'.repeat(n)}b`],
  ['full stops in an address', contactLink, (n) => `a@b${'.'.repeat(n)}@`],
]

test.each(HOSTILE)('%s: the work grows as the text does', (_, read, make) => {
  const [once, twice, fourfold] = [500, 1000, 2000].map((n) => countedWork(() => void read(make(n))))
  expect(once).toBeGreaterThan(0)
  expect(twice).toBeLessThanOrEqual(2.1 * once!)
  expect(fourfold).toBeLessThanOrEqual(2.1 * twice!)
})
