import type { Heading, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

import { checkDepth, checkMarkdown } from './markdown-limits.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '*', rule: '-' })
  .freeze()

/**
 * A Markdown text set under a heading of another: its highest heading becomes the one below `level`. A first heading that
 * only says `title` again is left out. An address within the site (`?t=6m12s`, `/people`) becomes a whole one, read from
 * `base`, if that is given. Throws `MarkdownTooLargeError`.
 */
export function embedMarkdown(markdown: string, level: number, title: string, base?: string): string {
  const tree = embeddedTree(markdown, title, base)
  const headings: Heading[] = []
  visit(tree, 'heading', (heading) => void headings.push(heading))
  const highest = headings.reduce((least, { depth }) => Math.min(least, depth), 6)
  for (const heading of headings) heading.depth = Math.min(6, heading.depth + level + 1 - highest) as Heading['depth']
  return processor.stringify(tree).trim()
}

/** The parsed text without a first heading that only says `title` again, its addresses read from `base`. */
export function embeddedTree(markdown: string, title: string, base?: string): Root {
  checkMarkdown(markdown)
  const text = markdown.replace(/^\uFEFF/, '')
  const tree = processor.parse(text)
  checkDepth(tree)
  const [first] = tree.children
  if (first?.type === 'heading' && wordsOf(first, text) === title) tree.children.shift()
  if (base !== undefined) {
    visit(tree, ['link', 'definition', 'image'], (node) => {
      if ('url' in node && /^(?:\?|\/(?!\/))/.test(node.url)) node.url = new URL(node.url, base).href
    })
  }
  return tree
}

/** A heading without what makes it one, as it was written. */
function wordsOf({ children }: Heading, markdown: string): string {
  return markdown.slice(children[0]?.position?.start.offset ?? 0, children.at(-1)?.position?.end.offset ?? 0).trim()
}

/** Words that are to stand in a line of Markdown as they are. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
}
