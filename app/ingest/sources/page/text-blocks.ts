import { plainTextToMarkdown } from '#app/domain/plain-text.ts'

import { withoutAddresses, type Block, type Link, type Page } from './block.ts'
import { MONTH_PATTERN } from './month-words.ts'

const HEADING = /^(#{1,6})\s+(.+?)\s*#*$/
const UNDERLINE = /^(=+|-{3,})\s*$/
const ALL_BOLD = /^(\*\*|__)(.+)\1$/
/** "10. Januar" is a day and no number of a list. */
const BULLET = new RegExp(String.raw`^\s*(?:[-*+•·]|\d{1,2}[.)](?!\s+(?:${MONTH_PATTERN})(?!\p{L})))\s+`, 'iu')
/** "Modera: A B": a line that says what stands in it begins anew. */
const LABEL = /^\p{Lu}[\p{L}()/*-]{2,24}(?: \p{L}{2,20})?\s?:\s/u
const ITALICS = /(?<![\p{L}\p{N}*_])(?:\*([^*\s][^*]{2,198})\*(?!\*)|_([^_\s][^_]{2,198})_(?!_))(?![\p{L}\p{N}])/gu
/** Neither it nor emphasis reaches over its own beginning: a line of brackets is read once. */
const MARKDOWN_LINK = /\[([^[\]]*)\]\(\s*<?([^\s()>]+)>?[^()]*\)/g

/** A file with longer lines was not wrapped by hand; shorter lines say nothing about where it would be. */
const WRAP_MAX = 120
const WRAP_MIN = 50
const OFFER =
  /^(?:download|watch|listen|view|read|see|click|slides?|recording|insights|hosted|speakers?|guests?|hosts?)\b/i

type TextLine = { written: string; line: number; level: number }

/**
 * Reads the text of a page, copied out of a browser or written as Markdown: every line that is not empty is a block, but
 * lines that were only broken because they were full are one.
 */
export function readText(text: string): Page {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const width = wrapWidth(lines)
  const found: TextLine[] = []
  lines.forEach((raw, index) => {
    const line = raw.trim()
    const last = found.at(-1)
    const isUnderline = UNDERLINE.test(line) && last?.line === index
    if (line === '' || isUnderline || /^(?:[-*_]\s*){3,}$/.test(line)) return
    const underlined = UNDERLINE.exec(lines[index + 1]?.trim() ?? '')
    const heading = HEADING.exec(line)
    const level = heading?.[1]?.length ?? (underlined ? (underlined[1]?.startsWith('=') ? 1 : 2) : 0)
    const above = lines[index - 1]?.trim() ?? ''
    if (last !== undefined && last.level === 0 && level === 0 && goesOn(above, raw, width)) last.written += ` ${line}`
    else found.push({ written: (heading?.[2] ?? line).replace(BULLET, ''), line: index + 1, level })
  })
  return { title: null, language: null, blocks: found.map(({ written, line, level }) => blockOf(written, line, level)) }
}

/** Whether a line is the rest of the one directly above it. */
function goesOn(above: string, line: string, width: number | null): boolean {
  const next = line.trim()
  if (
    above === '' ||
    BULLET.test(line) ||
    LABEL.test(next) ||
    OFFER.test(next) ||
    OFFER.test(above) ||
    ALL_BOLD.test(above)
  )
    return false
  if (/^\p{Ll}/u.test(next) && !/[.!?:]$/.test(above)) return true
  // The first word would have stood above, had there been room.
  const firstWord = next.split(' ')[0] ?? ''
  return width !== null && above.length + 1 + firstWord.length > width
}

/** Where a file's lines were broken by hand; null when they were not. */
function wrapWidth(lines: string[]): number | null {
  const longest = lines.reduce((most, line) => Math.max(most, line.trimEnd().length), 0)
  return longest >= WRAP_MIN && longest <= WRAP_MAX ? longest : null
}

function blockOf(written: string, line: number, level: number): Block {
  const bold = ALL_BOLD.exec(written)
  const inner = bold?.[2] ?? written
  const links: Link[] = []
  const shown = inner.replace(MARKDOWN_LINK, (_link, text: string, address: string) => {
    links.push({ text: plain(text), address })
    return text
  })
  const words = withoutAddresses(shown, links)
  return {
    line,
    level,
    text: plain(words),
    markdown: links.length > 0 ? markdownOf(inner) : plainTextToMarkdown(plain(inner)),
    strong: bold !== null,
    italics: [...shown.matchAll(ITALICS)].map(([, star, dash]) => plain(star ?? dash ?? '')),
    frame: false,
    links,
  }
}

/** The line with its links, everything else as plain words. */
function markdownOf(written: string): string {
  let markdown = ''
  let from = 0
  for (const link of written.matchAll(MARKDOWN_LINK)) {
    const [whole, text = '', address = ''] = link
    markdown += spaced(written.slice(from, link.index))
    markdown +=
      /^https?:\/\//.test(address) && text.trim() !== '' ? `[${plainTextToMarkdown(plain(text))}](<${address}>)` : text
    from = link.index + whole.length
  }
  return (markdown + spaced(written.slice(from))).trim()
}

function spaced(text: string): string {
  const inner = plainTextToMarkdown(plain(text))
  return `${/^\s/.test(text) ? ' ' : ''}${inner}${/\s$/.test(text) && inner !== '' ? ' ' : ''}`
}

/** Without the marks of emphasis. */
function plain(text: string): string {
  return text
    .replace(/\*\*(?=\S)([^*]+)(?<=\S)\*\*/g, '$1')
    .replace(/__(?=\S)([^_]+)(?<=\S)__/g, '$1')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/[\s\u00A0\u200B]+/gu, ' ')
    .trim()
}
