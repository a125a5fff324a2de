import { expect, test } from 'vitest'

import { embedMarkdown, escapeMarkdown } from './markdown-headings.ts'
import { MarkdownTooLargeError, markdownToText } from './markdown.ts'

test('headings move down below the one that a text is set under', () => {
  expect(embedMarkdown('# A\n\n## B\n\nwords', 1, '')).toBe('## A\n\n### B\n\nwords')
  expect(embedMarkdown('### A\n\n#### B', 1, '')).toBe('## A\n\n### B')
  expect(embedMarkdown('# A\n\n###### B', 2, '')).toBe('### A\n\n###### B')
  expect(embedMarkdown('```\n# no heading\n```', 2, '')).toBe('```\n# no heading\n```')
})

test('a first heading that says the title again is left out', () => {
  expect(embedMarkdown('# Kindness\n\nwords', 1, 'Kindness')).toBe('words')
  expect(embedMarkdown('Kindness\n===\n\nwords', 1, 'Kindness')).toBe('words')
  expect(embedMarkdown('# Kindness, again\n\nwords', 1, 'Kindness')).toBe('## Kindness, again\n\nwords')
})

test('addresses within the site become whole ones, others stay', () => {
  const base = 'https://talks.example.org/conversations/kindness'
  const moved = (markdown: string) => embedMarkdown(markdown, 1, '', base)
  expect(moved('[Hear it at 6:12](?t=6m12s)')).toBe(`[Hear it at 6:12](${base}?t=6m12s)`)
  expect(moved('[People][p]\n\n[p]: /people')).toBe('[People][p]\n\n[p]: https://talks.example.org/people')
  for (const markdown of ['[a](https://example.org/?t=1)', '[a](mailto:a@example.org)', '[a](#insights)', '[a](//b.c)'])
    expect(moved(markdown)).toBe(markdown)
})

test('a text that nests too deeply is refused', () => {
  expect(() => embedMarkdown('> '.repeat(5000), 1, '')).toThrow(MarkdownTooLargeError)
})

test.each(['a *b* [c](d)', '<script>', 'x_y_z ~~no~~ `code`', 'R&D &amp; more', '\\ | \\'])(
  '%j stays as it is',
  (text) => {
    expect(markdownToText(escapeMarkdown(text))).toBe(text)
  },
)
