import fc from 'fast-check'
import { expect, test } from 'vitest'

import { htmlToText, markdownToHtml } from './markdown.ts'
import { plainMarkdownToHtml, plainTextToMarkdown } from './plain-text.ts'

test('a text keeps its words, paragraphs and addresses as Markdown', () => {
  const text = 'Use `__init__` *now* & 3 < 4.\n1. one\n- two\n\n\n  # [not] a heading\nSee https://example.org/a_b(c).'
  const markdown = plainTextToMarkdown(text)
  expect(markdown).toBe(
    'Use \\`\\_\\_init\\_\\_\\` \\*now\\* & 3 \\< 4.\n1\\. one\n\\- two\n\n\\# \\[not\\] a heading\nSee <https://example.org/a_b(c)>.',
  )
  expect(plainMarkdownToHtml(markdown)).toBe(
    '<p>Use `__init__` *now* &#x26; 3 &#x3C; 4.\n1. one\n- two</p>\n' +
      '<p># [not] a heading\nSee <a href="https://example.org/a_b(c)">https://example.org/a_b(c)</a>.</p>',
  )
})

test('an address without its scheme, and a name behind a bracket and an @, need no parser', () => {
  const markdown = 'Slides: www.a-b.org/c-d.\n(www.example.org), of me (@ada)'
  const html = plainMarkdownToHtml(markdown)
  expect(html).toBe(
    '<p>Slides: <a href="http://www.a-b.org/c-d">www.a-b.org/c-d</a>.\n' +
      '(<a href="http://www.example.org">www.example.org</a>), of me (@ada)</p>',
  )
  expect(html).toBe(markdownToHtml(markdown))
})

test.each([
  '*a*',
  '- a',
  '1. a',
  'a\n===',
  '`a`',
  '[a](b)',
  'www.example.org/a_b',
  'a: www.example.org!',
  'awww.example.org www.',
  'a@example.org',
  'a  \nb',
  '<b>',
  '| a |',
  '_a_',
])('Markdown that is more than words needs the parser: %j', (markdown) => {
  expect(plainMarkdownToHtml(markdown)).toBeNull()
})

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'a',
      'b c',
      ' ',
      '\n',
      '\n\n',
      '\\',
      '`',
      '*',
      '_',
      '__',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '&',
      '&amp;',
      '~',
      '~~',
      '|',
      '#',
    ],
    ...[
      '-',
      '--',
      '+',
      '=',
      '===',
      ':',
      ':-',
      '1.',
      '2)',
      '!',
      '"',
      "'",
      '^',
      '$',
      '.',
      ',',
      '@',
      '\t',
      '    ',
      'é',
      '東',
    ],
    ...[
      'https://a.org/b_c?d=e&f=(g)',
      'http://x.y/é',
      'www.a.org',
      'www.a-b.org/c',
      '(@a',
      ').',
      'a@b.org',
      'snake_case',
      '[^1]',
      '://',
      '---',
      '```',
    ],
  ),
  fc.string({ maxLength: 3 }),
)
const anyText = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

test('where the parser is left out, it would have given the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const markdown of [text, plainTextToMarkdown(text)]) {
        const html = plainMarkdownToHtml(markdown)
        if (html !== null) expect(html).toBe(markdownToHtml(markdown))
      }
    }),
    { numRuns: 500, seed: 1 },
  )
})

test('whatever the text, its words are what a reader gets', () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => !/www\.|@|:\/\//.test(text)),
      (text) => {
        const shown = htmlToText(markdownToHtml(plainTextToMarkdown(text)))
        expect(shown.replace(/\s+/g, ' ').trim()).toBe(text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
      },
    ),
    { numRuns: 500, seed: 1 },
  )
})

test('an address with a long run of full stops in it is read in one go', () => {
  const address = `http://example.org/a${'.'.repeat(200_000)}b`
  expect(plainTextToMarkdown(`See ${address}...`)).toBe(`See <${address}>...`)
})
