import fc from 'fast-check'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'

import { checkMarkdown, MARKDOWN_MAX_LENGTH, MarkdownTooLargeError } from './markdown-limits.ts'
import { htmlToText, markdownToText, markdownToTree, renderMarkdown } from './markdown.ts'
import { sanitizeHtml } from './sanitize-html.ts'

/** Texts of n parts whose rendering is linear: however long they are, they are taken. */
const FLAT: Record<string, (n: number) => string> = {
  'a list with marks': (n) => '- **a** b *c* [d](https://example.org)\n'.repeat(n),
  'a numbered list with marks': (n) => Array.from({ length: n }, (_, at) => `${at + 1}. *a* [b](/c) <d>\n`).join(''),
  'a list with blank lines': (n) => '- a *b*\n\n'.repeat(n),
  'a list in a list': (n) => '- a *b*\n  - [c](/d)\n  - e\n'.repeat(n),
  'paragraphs with marks': (n) => 'On *kindness* and [work](/work).\n\n'.repeat(n),
  'a list in a quote': (n) => '> - **a** [b](/c)\n'.repeat(n),
  headings: (n) => '## a *b*\n'.repeat(n),
}

function nodesOf(markdown: string): number {
  let count = 0
  visit(markdownToTree(markdown), () => void (count += 1))
  return count
}

test.each(Object.entries(FLAT))('%s: the work grows as the text does', (_, text) => {
  const [once, twice, fourfold] = [1, 2, 4].map((times) => {
    const markdown = text(50 * times)
    return { ...checkMarkdown(markdown), nodes: nodesOf(markdown) }
  })
  for (const count of ['steps', 'amount', 'nodes'] as const) {
    expect(twice![count], count).toBeLessThanOrEqual(2.05 * once![count])
    expect(fourfold![count], count).toBeLessThanOrEqual(2.05 * twice![count])
  }
})

test('a flat list of 1,300 items with marks is taken', () => {
  const item = `- **Kindness** is *what* we talked about ${'again '.repeat(6)}[there](https://example.org)\n`
  const list = item.repeat(1300)
  expect(list.length).toBeGreaterThan(100_000)
  expect(() => checkMarkdown(list)).not.toThrow()
})

const COSTLY: Record<string, string> = {
  'cells of a table': `|a|\n|-|\n${`${'|x'.repeat(500)}\n`.repeat(300)}`,
  'rows of a wide table': `${'|a'.repeat(3000)}|\n${'|-'.repeat(3000)}|\n${'|x\n'.repeat(3000)}`,
  'brackets with blank lines between': '[a](b\n\n'.repeat(20_000),
  'signs that look ahead': 'a <?'.repeat(90_000),
  'marks that look for a partner': `${'*a '.repeat(9000)}${'b_ '.repeat(9000)}`,
  'quotes apart': '> a\n\n'.repeat(2000),
  footnotes: Array.from({ length: 2000 }, (_, at) => `a[^${at}]\n\n[^${at}]: b\n\n`).join(''),
  'images in each other': `${'!['.repeat(990)}a${'](b)'.repeat(990)}`,
  'numbers in the midst of a paragraph': `a\n${'2. <?\n'.repeat(20_000)}`,
  'items set in too far to be items': `- a\n${'        - <?\n'.repeat(20_000)}`,
}

test.each(Object.entries(COSTLY))('%s: refused before anything is parsed', (_, markdown) => {
  expect(() => checkMarkdown(markdown)).toThrow(MarkdownTooLargeError)
})

test('what repeats a long address each time is refused for what it becomes', () => {
  const references = `[a]: https://example.org/${'z'.repeat(20_000)}\n\n${'[a] '.repeat(200)}`
  expect(() => renderMarkdown(references)).toThrow(MarkdownTooLargeError)
})

test('lines of a refusal are those of the text', () => {
  expect(() => checkMarkdown(`a\n\n${'> '.repeat(50)}b`)).toThrow('(line 3)')
})

const SIGNS = ['*', '_', '~', '[', ']', '![', '](', '](b)', '<', '<?', '<!--', '`', '|', '|-|', '> ', '- ', '1. ', '# ']
const MORE = [
  '\n',
  '\n\n',
  '  ',
  '\t',
  '[^1]',
  '[^1]: ',
  '[a]: b',
  '&amp;',
  '\\',
  'www.',
  'a@b.c',
  'http://',
  'a',
  '\0',
  '---',
]
/** Repeated, since most costs come from that. */
const HOSTILE = fc
  .array(
    fc.tuple(
      fc.array(fc.constantFrom(...SIGNS, ...MORE), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 150 }),
    ),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.map(([signs, times]) => signs.join('').repeat(times)).join(''))

test('whatever is written is rendered or refused, and nothing else happens', () => {
  fc.assert(
    fc.property(HOSTILE, (markdown) => {
      for (const render of [renderMarkdown, (text: string) => markdownToText(text, 'page'), htmlToText, sanitizeHtml]) {
        try {
          render(markdown)
        } catch (error) {
          expect(error).toBeInstanceOf(MarkdownTooLargeError)
        }
      }
    }),
    { numRuns: 40, interruptAfterTimeLimit: 5_000 },
  )
})

test('a text of blanks, however long, is read in one go', () => {
  const blanks = `a${' '.repeat(MARKDOWN_MAX_LENGTH - 2)}b`
  expect(renderMarkdown(blanks).text).toBe('a b')
})
