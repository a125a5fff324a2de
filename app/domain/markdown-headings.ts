import type { Heading } from 'mdast'
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
  checkMarkdown(markdown)
  const tree = processor.parse(markdown.replace(/^\uFEFF/, ''))
  checkDepth(tree)
  const [first] = tree.children
  if (first?.type === 'heading') {
    const source = markdown.slice(first.position?.start.offset, first.position?.end.offset)
    if (source.replace(/^#+\s*|\s*#*$|\n[=-]+$/g, '').trim() === title) tree.children.shift()
  }
  const headings: Heading[] = []
  visit(tree, 'heading', (heading) => void headings.push(heading))
  const shift = level + 1 - Math.min(...headings.map(({ depth }) => depth))
  for (const heading of headings) heading.depth = Math.min(6, heading.depth + shift) as Heading['depth']
  if (base !== undefined) {
    visit(tree, ['link', 'definition', 'image'], (node) => {
      if ('url' in node && /^(?:\?|\/(?!\/))/.test(node.url)) node.url = new URL(node.url, base).href
    })
  }
  return processor.stringify(tree).trim()
}

/** Words that are to stand in a line of Markdown as they are. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
}
