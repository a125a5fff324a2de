import fc from 'fast-check'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'

import { htmlToText, markdownToHtml, markdownToText, MarkdownTooLargeError, renderMarkdown } from './markdown.ts'
import { MARKDOWN_MAX_CONTAINERS, MARKDOWN_MAX_LENGTH } from './markdown-limits.ts'

const KEY = 'a'.repeat(64)

test('Markdown becomes paragraphs, emphasis, links, lists, tables and strikethrough', () => {
  expect(markdownToHtml('On *happiness* and **work**.')).toBe('<p>On <em>happiness</em> and <strong>work</strong>.</p>')
  expect(markdownToHtml('[West](https://example.org/a?b=c)')).toBe(
    '<p><a href="https://example.org/a?b=c">West</a></p>',
  )
  expect(markdownToHtml('3. a\n4. b')).toBe('<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>')
  expect(markdownToHtml('| a | b |\n| - | -: |\n| 1 | ~~2~~ |')).toMatch(
    /<table>[^]*<td align="right"><del>2<\/del><\/td>/,
  )
})

test('a bare address is a link', () => {
  expect(markdownToHtml('See https://example.org/_a_b or www.example.org, or a@example.org.')).toBe(
    '<p>See <a href="https://example.org/_a_b">https://example.org/_a_b</a> or ' +
      '<a href="http://www.example.org">www.example.org</a>, or <a href="mailto:a@example.org">a@example.org</a>.</p>',
  )
})

test('headings begin below those of the page and skip no level', () => {
  expect(markdownToHtml('# A\n\n### B\n\n# C')).toBe('<h3>A</h3>\n<h4>B</h4>\n<h3>C</h3>')
  expect(markdownToHtml('## A', { headingLevel: 2 })).toBe('<h2>A</h2>')
  expect(markdownToHtml('# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6')).toBe(
    '<h3>1</h3>\n<h4>2</h4>\n<h5>3</h5>\n<h6>4</h6>\n<h6>5</h6>\n<h6>6</h6>',
  )
})

test('raw HTML is left out, its words stay', () => {
  expect(markdownToHtml('a <b onclick="x()">b</b> <script>alert(1)</script> c')).toBe('<p>a b alert(1) c</p>')
  expect(markdownToHtml('<iframe src="https://evil.example"></iframe>')).toBe('')
})

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'vbscript:x', 'data:text/html,x', '&#106;avascript:alert(1)'])(
  'a link to %s is a word like any other',
  (address) => {
    expect(markdownToHtml(`[word](${address})`)).toBe('<p>word</p>')
  },
)

test('a link to a moment of the page stays a link', () => {
  expect(markdownToHtml('1. Listen. [Hear it at 6:12](?t=6m12s)')).toBe(
    '<ol>\n<li>Listen. <a href="?t=6m12s">Hear it at 6:12</a></li>\n</ol>',
  )
})

test('a picture from elsewhere is not asked for, its description stays', () => {
  expect(markdownToHtml('![a graph](https://example.org/pixel.png)')).toBe('<p>a graph</p>')
  expect(markdownToHtml('![a graph](//example.org/pixel.png)')).toBe('<p>a graph</p>')
  expect(markdownToHtml('![a graph](/files/../../pixel.png)')).toBe('<p>a graph</p>')
  expect(markdownToHtml(`![a graph](/files/${KEY}/graph.png)`)).toBe(
    `<p><img src="/files/${KEY}/graph.png" alt="a graph"></p>`,
  )
})

test('a footnote leads to its note and back, also where a page shows two texts', () => {
  const html = markdownToHtml('Said[^1] twice[^1].\n\n[^1]: By West.', { idPrefix: 'sheet-' })
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  const targets = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(targets).not.toEqual([])
  for (const target of targets) expect(ids).toContain(target)
  for (const id of ids) expect(id).toMatch(/^sheet-/)
  expect(html).toContain('<h3 id="sheet-footnotes">Footnotes</h3>')
})

test('a task says in a letter whether it is done', () => {
  expect(markdownToHtml('- [x] invite\n- [ ] thank')).toBe('<ul>\n<li>☑ invite</li>\n<li>☐ thank</li>\n</ul>')
})

test('the text of Markdown has a line a block and no marks', () => {
  const markdown = '# Kindness\n\nIt *spreads*[^a],\nsays [West](https://example.org).\n\n- one\n- two\n\n[^a]: Often.'
  expect(markdownToText(markdown)).toBe('Kindness\nIt spreads, says West.\none\ntwo\nFootnotes\nOften.')
})

test('the text of Markdown as a page keeps lists, addresses and notes readable', () => {
  const markdown =
    '# Kindness\n\nIt spreads[^a], says [West](https://example.org).\n\n1. one\n   - inner\n2. two\n\n[^a]: Often.'
  expect(markdownToText(markdown, 'page')).toBe(
    'Kindness\n\nIt spreads[1], says West (https://example.org).\n\n1. one\n   - inner\n2. two\n\nFootnotes\n\n1. Often.',
  )
})

test('the text of a table as a page has a line a row', () => {
  expect(markdownToText('Costs\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nEnd', 'page')).toBe('Costs\n\na | b\n1 | 2\n\nEnd')
})

test('the text of HTML leaves scripts, styles and the head out', () => {
  const html = '<title>t</title><style>p{}</style><p>One<br>two&amp;three</p><script>x()</script><div>four</div>'
  expect(htmlToText(html)).toBe('One two&three\nfour')
})

test('a text that is too long or too deep is refused with a sentence', () => {
  const tooDeep = [
    '> '.repeat(5000) + 'a',
    '- '.repeat(5000),
    '*a **b '.repeat(5000),
    '!['.repeat(4000),
    '1. '.repeat(90),
  ]
  for (const markdown of [...tooDeep, 'a\n'.repeat(MARKDOWN_MAX_LENGTH)]) {
    expect(() => markdownToHtml(markdown)).toThrow(MarkdownTooLargeError)
    expect(() => markdownToText(markdown)).toThrow(/The text has 800,000 characters|too deeply to be shown/)
  }
  const staircase = Array.from({ length: 100 }, (_, step) => `${'  '.repeat(step)}- a`).join('\n')
  expect(() => markdownToHtml(staircase)).toThrow('(line 42)')
  expect(() => htmlToText('<div>'.repeat(50_000))).toThrow(MarkdownTooLargeError)
  expect(() => htmlToText('<b><i>'.repeat(200))).toThrow(MarkdownTooLargeError)
})

test('nesting that people write is not refused', () => {
  const staircase = Array.from({ length: 10 }, (_, step) => `${'    '.repeat(step)}- level ${step}`).join('\n')
  expect(markdownToText(staircase)).toContain('level 9')
  expect(markdownToText('> '.repeat(MARKDOWN_MAX_CONTAINERS) + 'deep')).toBe('deep')
})

const FRAGMENTS = [
  ...'<>"\'`&;:/\\()[]!*_#-=|~ \n\t\0'.split(''),
  ...[
    '<script>',
    '</script>',
    '<img src=x onerror=alert(1)>',
    'javascript:',
    'onclick=',
    '<svg/onload=x>',
    '<!--',
    ']]>',
  ],
  ...[
    '&#x6A;',
    '&Tab;',
    'data:text/html,',
    '[a]: ',
    '[^a]',
    '![',
    '](',
    '<a href="',
    '{{',
    '[x]',
    '//evil.example',
    'http://',
  ],
]
const hostile = fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 4 })), { maxLength: 60 })

test('whatever is written, no script, handler or foreign address that loads comes out', () => {
  const parser = unified().use(rehypeParse, { fragment: true })
  fc.assert(
    fc.property(hostile, (parts) => {
      const tree = parser.parse(markdownToHtml(parts.join('')))
      visit(tree, 'element', (node) => {
        expect(['script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'form', 'base', 'link']).not.toContain(
          node.tagName,
        )
        for (const [name, value] of Object.entries(node.properties)) {
          expect(name).not.toMatch(/^on|style|srcdoc|formaction/i)
          if (name === 'src') expect(value).toMatch(/^\/files\//)
          if (name === 'href') expect(String(value)).toMatch(/^(https?:|mailto:|tel:|[^:]*$|[#?/])/i)
        }
      })
    }),
    { numRuns: 400 },
  )
})

const PROSE = fc.array(
  fc.constantFrom(...'aB1é中.,;:!?()#>+=- \n\n"\'/%\r\u00a0\u2028', '1.', '\n\n', '   ', ':-', 'http:'),
  {
    maxLength: 30,
  },
)

test('text without Markdown gives by the short way what it gives by the long one', () => {
  fc.assert(
    fc.property(PROSE, (parts) => {
      const prose = parts.join('')
      // The emphasis at the end sends the whole by the long way.
      const long = renderMarkdown(`${prose}\n\n*end*`)
      const short = renderMarkdown(prose)
      expect([short.html, '<p><em>end</em></p>'].filter(Boolean).join('\n')).toBe(long.html)
      expect([short.text, 'end'].filter(Boolean).join('\n')).toBe(long.text)
    }),
    { numRuns: 600 },
  )
})
